using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>What was measured during one step, over all processes that reported it. Counts are of the whole step, not per second.</summary>
[GenerateSerializer, Immutable, Alias("registry.BoardPoint")]
public sealed record BoardPoint
{
    /// <summary>When the step began, by the board's clock.</summary>
    [Id(0)]
    public required DateTimeOffset At { get; init; }

    /// <summary>How many processes it is of.</summary>
    [Id(1)]
    public required int Processes { get; init; }

    /// <summary>Checks answered by grains, by reason, ordered by it.</summary>
    [Id(2)]
    public ImmutableArray<OutcomeCount> Checks { get; init; } = [];

    /// <summary>Changes asked for, by outcome, ordered by it.</summary>
    [Id(3)]
    public ImmutableArray<OutcomeCount> Changes { get; init; } = [];

    /// <summary>Attempts to deliver notifications, by outcome, ordered by it.</summary>
    [Id(4)]
    public ImmutableArray<OutcomeCount> WebhookAttempts { get; init; } = [];

    /// <summary>How long check calls took over HTTP; null where there were none.</summary>
    [Id(5)]
    public LatencySummary? CheckLatency { get; init; }

    /// <summary>How long calls of the storage took; null where there were none.</summary>
    [Id(6)]
    public LatencySummary? StorageLatency { get; init; }

    /// <summary>Grains in memory.</summary>
    [Id(7)]
    public long Activations { get; init; }

    /// <summary>Installations in memory.</summary>
    [Id(8)]
    public long Installations { get; init; }

    /// <summary>Memory of the processes in bytes.</summary>
    [Id(9)]
    public long WorkingSet { get; init; }

    /// <summary>Managed memory in bytes.</summary>
    [Id(10)]
    public long Heap { get; init; }

    /// <summary>Processor time used.</summary>
    [Id(11)]
    public TimeSpan Cpu { get; init; }

    /// <summary>How long the garbage collector made processes pause, added up.</summary>
    [Id(12)]
    public TimeSpan GcPause { get; init; }
}
