using System.Diagnostics;

namespace Registry.Cluster.Tests;

/// <summary>
/// Asks for every installation over and over, and remembers when it was told what is true: that the scope is granted. Meanwhile
/// another scope is revoked and granted again.
/// </summary>
/// <param name="scene">The installations.</param>
/// <param name="clients">Through whom; one may take the place of another meanwhile.</param>
/// <param name="changePace">How long to wait between two changes of an installation.</param>
internal sealed class Steady(StormScene scene, IReadOnlyList<RecordingClient> clients, TimeSpan changePace)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly Lock gate = new();
    private readonly Dictionary<InstallationAddress, long> failed = scene.Installations.ToDictionary(installation => installation, _ => 0L);
    private readonly Dictionary<InstallationAddress, long> granted = scene.Installations.ToDictionary(installation => installation, _ => Recorder.Now);
    private readonly List<long> grants = [];

    /// <summary>The longest time that one installation went without being granted, since <see cref="Watch"/>.</summary>
    public TimeSpan LongestOutage { get; private set; }

    /// <summary>How many calls were not answered as they should have been.</summary>
    public int Failures { get; private set; }

    public int Answers => grants.Count;

    /// <summary>The changes that were not accepted, and what came of them instead.</summary>
    public List<string> FailedChanges { get; } = [];

    public int Changes { get; private set; }

    /// <summary>Asks until it is stopped, each installation by a caller of its own, so that one that hangs keeps nobody waiting.</summary>
    public Task RunAsync(CancellationToken stop) => Task.WhenAll(scene.Installations.SelectMany((installation, number) =>
        new[] { AskAsync(installation, number % clients.Count, stop), ChangeAsync(installation, number % clients.Count, stop) }));

    /// <summary>From now on outages and failures count.</summary>
    public void Watch()
    {
        lock (gate)
        {
            LongestOutage = TimeSpan.Zero;
            Failures = 0;
            FailedChanges.Clear();
        }
    }

    /// <summary>Returns when every installation has been answered for a while without a failure.</summary>
    public async Task UntilCalmAsync()
    {
        var began = Recorder.Now;
        while (true)
        {
            lock (gate)
            {
                if (granted.All(installation => installation.Value > began && Stopwatch.GetElapsedTime(Math.Max(failed[installation.Key], began)) > Calm))
                {
                    return;
                }
            }

            Assert.True(Stopwatch.GetElapsedTime(began) < Limit, "Not every installation is answered again.");
            await Task.Delay(Pace);
        }
    }

    /// <summary>The longest time in which nobody was told that anything is granted, from a moment on.</summary>
    public TimeSpan LongestSilence(long from)
    {
        lock (gate)
        {
            return grants.Where(at => at > from).Prepend(from).Append(Recorder.Now).Order().ToArray() is var times
                ? times.Zip(times.Skip(1), Stopwatch.GetElapsedTime).Max()
                : TimeSpan.Zero;
        }
    }

    private async Task ChangeAsync(InstallationAddress installation, int client, CancellationToken stop)
    {
        for (var isGrant = false; !stop.IsCancellationRequested; isGrant = !isGrant)
        {
            InstallationCommand command = isGrant ? new InstallationCommand.Grant(StormScene.Scopes[2]) : new InstallationCommand.Revoke(StormScene.Scopes[2]);
            var outcome = await clients[client].ChangeAsync(installation, command);
            lock (gate)
            {
                if (outcome is ChangeOutcome<InstallationState>.Accepted)
                {
                    Changes++;
                }
                else
                {
                    FailedChanges.Add($"{installation.Path}: {outcome}");
                }
            }

            await Task.Delay(changePace, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task AskAsync(InstallationAddress installation, int client, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var claim = await clients[client].CheckAsync(installation, StormScene.Scopes[0]);
            lock (gate)
            {
                var now = Recorder.Now;
                if (claim is { Allowed: true })
                {
                    var gap = Stopwatch.GetElapsedTime(granted[installation], now);
                    LongestOutage = gap > LongestOutage ? gap : LongestOutage;
                    granted[installation] = now;
                    grants.Add(now);
                }
                else
                {
                    failed[installation] = now;
                    Failures++;
                }
            }

            await Task.Delay(Pace, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
