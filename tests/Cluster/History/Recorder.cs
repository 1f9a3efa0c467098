using System.Diagnostics;
using System.Globalization;

namespace Registry.Cluster.Tests;

/// <summary>Keeps what happens to a registry, from many callers at once.</summary>
internal sealed class Recorder
{
    private readonly Lock gate = new();
    private readonly long started = Now;
    private readonly Dictionary<string, ObjectHistory<InstallationState>> installations = [];
    private readonly List<(string Object, Period When, string Text)> log = [];
    private readonly List<Violation> faults = [];

    /// <summary>The recorder's clock: the same for all callers, and never set back.</summary>
    public static long Now => Stopwatch.GetTimestamp();

    /// <summary>All of it, to be read when the callers have ended.</summary>
    public RegistryHistory History { get; } = new();

    /// <summary>How many answers of a kind there have been so far.</summary>
    public int Count(string kind)
    {
        lock (gate)
        {
            return Counts.GetValueOrDefault(kind);
        }
    }

    /// <summary>How many answers of which kind there were.</summary>
    public Dictionary<string, int> Counts { get; } = [];

    public void Add(InstallationAddress installation, ChangeAttempt<InstallationState> attempt) =>
        Keep(installation.Path, attempt.When, attempt.ToString(), KindOf(attempt.Outcome), () => Of(installation).Attempts.Add(attempt));

    public void Add(InstallationAddress installation, Sighting<InstallationState> sighting) =>
        Keep(installation.Path, sighting.When, sighting.ToString(), "answers", () => Of(installation).Sightings.Add(sighting));

    public void Add(string app, ChangeAttempt<AppState> attempt) =>
        Keep(app, attempt.When, attempt.ToString(), KindOf(attempt.Outcome), () => Of(app).Attempts.Add(attempt));

    public void Add(string app, Sighting<AppState> sighting) =>
        Keep(app, sighting.When, sighting.ToString(), "answers", () => Of(app).Sightings.Add(sighting));

    /// <summary>A read that was not answered.</summary>
    public void AddUnanswered(string name, Period when, string text) => Keep(name, when, text, "unanswered", () => { });

    /// <summary>A read that was answered as nothing should be.</summary>
    public void AddFault(string name, Period when, string text) =>
        Keep(name, when, text, "faults", () => faults.Add(new(Rule.NoInternalError, name, text, when)));

    /// <summary>Something that was done to the registry.</summary>
    public void Note(string text) => Keep("", new(Now, Now), text, "events", () => { });

    public ObjectHistory<InstallationState> Of(InstallationAddress installation)
    {
        if (!installations.TryGetValue(installation.Path, out var history))
        {
            installations[installation.Path] = history = new(installation.Path, InstallationState.None);
            History.Installations.Add((installation.App, history));
        }

        return history;
    }

    public ObjectHistory<AppState> Of(string app)
    {
        if (!History.Apps.TryGetValue(app, out var history))
        {
            History.Apps[app] = history = new($"/v1/apps/{app}", AppState.None);
        }

        return history;
    }

    /// <summary>Everything that must not be.</summary>
    public IReadOnlyList<Violation> Check() => [.. faults, .. History.Check()];

    /// <summary>A violation with what happened to its object around that time, and with what was done to the registry.</summary>
    public string Explain(Violation violation, int lines = 12)
    {
        var around = log.Where(line => line.Object == violation.Object || line.Object.Length == 0).OrderBy(line => line.When.Began).ToList();
        var at = violation.At is { } period ? around.FindIndex(line => line.When.Began >= period.Began) : around.Count;
        var slice = around.Skip(Math.Max(0, at - lines)).Take(2 * lines)
            .Select(line => string.Create(CultureInfo.InvariantCulture, $"    {Seconds(line.When.Began):0.000} to {Seconds(line.When.Ended):0.000} {line.Text}"));
        return $"{violation}\n{string.Join('\n', slice)}";
    }

    /// <summary>The last calls that went wrong.</summary>
    public string Tail(int lines)
    {
        lock (gate)
        {
            return string.Join('\n', log
                .Where(line => !line.Text.StartsWith("revision", StringComparison.Ordinal) && !line.Text.Contains("→ Accepted", StringComparison.Ordinal))
                .TakeLast(lines)
                .Select(line => string.Create(CultureInfo.InvariantCulture, $"{Seconds(line.When.Began):0.000} to {Seconds(line.When.Ended):0.000} {line.Object} {line.Text}")));
        }
    }

    private double Seconds(long timestamp) => Stopwatch.GetElapsedTime(started, timestamp).TotalSeconds;

    private static string KindOf<TState>(ChangeOutcome<TState> outcome)
        where TState : class => $"changes {outcome.GetType().Name}";

    private void Keep(string name, Period when, string text, string kind, Action add)
    {
        lock (gate)
        {
            add();
            log.Add((name, when, text));
            Counts[kind] = Counts.GetValueOrDefault(kind) + 1;
        }
    }
}
