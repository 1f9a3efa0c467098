using System.Diagnostics.Metrics;
using System.Text.Json;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>What the grains count.</summary>
internal sealed class RegistryMetrics
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Registry.Grains";

    // One entry a reason, made once: a check is too frequent to build its tags each time.
    private static readonly KeyValuePair<string, object?>[] Reasons =
        [.. Enum.GetValues<CheckReason>().Order().Select(reason => KeyValuePair.Create<string, object?>("reason", Slug(reason.ToString())))];

    // Not a counter that every check would report to: its listeners take longer than the check.
    private readonly StripedCounts checks = new(Reasons.Length);
    private readonly Counter<long> changes;
    private readonly UpDownCounter<long> installations;

    public RegistryMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        meter.CreateObservableCounter("registry.checks", CountChecks, "{check}", "Checks answered, by reason");
        changes = meter.CreateCounter<long>("registry.changes", "{change}", "Changes asked for, by subject, action and outcome");
        installations = meter.CreateUpDownCounter<long>("registry.installations.active", "{installation}", "Installations in memory");
    }

    /// <summary>How many reasons there are for an answer; each is a number below it.</summary>
    public static int ReasonCount => Reasons.Length;

    public void CheckAnswered(CheckReason reason) => checks.Add((int)reason, 1);

    /// <summary>Counts many answers at once.</summary>
    /// <param name="counts">How many there were for each reason.</param>
    public void ChecksAnswered(ReadOnlySpan<int> counts)
    {
        for (var reason = 0; reason < counts.Length; reason++)
        {
            if (counts[reason] > 0)
            {
                checks.Add(reason, counts[reason]);
            }
        }
    }

    public void InstallationActivated() => installations.Add(1);

    public void InstallationDeactivated() => installations.Add(-1);

    public void ChangeAnswered(string subject, string action, AppResult result) =>
        ChangeAnswered(subject, action, result switch
        {
            AppResult.Accepted { Changed: true } => "changed",
            AppResult.Accepted => "unchanged",
            AppResult.Refused(var reason) => Slug(reason.GetType().Name),
            _ => "unknown",
        });

    public void ChangeAnswered(string subject, string action, InstallationResult result) =>
        ChangeAnswered(subject, action, result switch
        {
            InstallationResult.Accepted { Changed: true } => "changed",
            InstallationResult.Accepted => "unchanged",
            InstallationResult.Refused(var reason) => Slug(reason.GetType().Name),
            _ => "unknown",
        });

    private IEnumerable<Measurement<long>> CountChecks()
    {
        for (var reason = 0; reason < Reasons.Length; reason++)
        {
            if (checks.Total(reason) is > 0 and var total)
            {
                yield return new(total, Reasons[reason]);
            }
        }
    }

    private static string Slug(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    private void ChangeAnswered(string subject, string action, string outcome) =>
        changes.Add(1, new("subject", subject), new("action", action), new("outcome", outcome));
}
