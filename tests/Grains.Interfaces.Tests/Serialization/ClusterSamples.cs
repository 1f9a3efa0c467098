using Orleans.Runtime;

namespace Registry.Grains.Interfaces.Tests;

/// <summary>The same, of what the processes of a cluster measure.</summary>
internal static class ClusterSamples
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly OutcomeCount Granted = new("granted", 80);
    private static readonly OutcomeCount Changed = new("changed", 7);
    private static readonly OutcomeCount Delivered = new("delivered", 5);
    private static readonly LatencyCounts Counts = new(3, [1, 4, 2]);
    private static readonly LatencySummary Summary = new(80, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(2), TimeSpan.FromMilliseconds(5));
    private static readonly BoardSilo Silo = new("S127.0.0.1:11111:1", "silo-1", SiloStatus.Active);

    private static readonly ProcessSample Sample = new()
    {
        Sequence = 12,
        Age = TimeSpan.FromSeconds(3),
        Checks = [Granted],
        Changes = [Changed],
        WebhookAttempts = [Delivered],
        CheckLatency = Counts,
        StorageLatency = Counts,
        Activations = 40,
        Installations = 30,
        WorkingSet = 250_000_000,
        Heap = 90_000_000,
        Cpu = TimeSpan.FromSeconds(2),
        GcPause = TimeSpan.FromMilliseconds(8),
        Length = TimeSpan.FromSeconds(5),
    };

    private static readonly BoardProcess Process = new()
    {
        Id = "p1",
        Kind = ProcessKind.Embedded,
        Name = "host/42",
        Version = "1.0.0",
        Silo = Silo.Address,
        StartedAt = Noon,
        LastSeenAt = Noon.AddHours(1),
        State = ProcessState.Silent,
        Last = Sample,
    };

    private static readonly BoardPoint Point = new()
    {
        At = Noon,
        Processes = 2,
        Checks = [Granted],
        Changes = [Changed],
        WebhookAttempts = [Delivered],
        CheckLatency = Summary,
        StorageLatency = Summary,
        Activations = 40,
        Installations = 30,
        WorkingSet = 250_000_000,
        Heap = 90_000_000,
        Cpu = TimeSpan.FromSeconds(2),
        GcPause = TimeSpan.FromMilliseconds(8),
    };

    public static readonly object[] All =
    [
        ProcessKind.Embedded, ProcessState.Silent,
        Granted, Counts, Summary, Silo, Sample, Process, Point,
        new ProcessSamples
        {
            Process = "p1",
            Kind = ProcessKind.Api,
            Name = "host/42",
            Version = "1.0.0",
            Silo = Silo.Address,
            Uptime = TimeSpan.FromMinutes(9),
            IsLast = true,
            Oldest = 4,
            Samples = [Sample],
        },
        new ClusterBoard(Noon, TimeSpan.FromSeconds(5), [Process], [Silo], [Point]),
    ];
}
