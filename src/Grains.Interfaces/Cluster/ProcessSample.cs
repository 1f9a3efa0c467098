using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>What a process measured during some five seconds.</summary>
[GenerateSerializer, Immutable, Alias("registry.ProcessSample")]
public sealed record ProcessSample
{
    /// <summary>1 for the first of the process, then one more each.</summary>
    [Id(0)]
    public required long Sequence { get; init; }

    /// <summary>How long ago it was taken, when it was sent.</summary>
    [Id(1)]
    public TimeSpan Age { get; init; }

    /// <summary>Checks answered by grains, by reason.</summary>
    [Id(2)]
    public ImmutableArray<OutcomeCount> Checks { get; init; } = [];

    /// <summary>Changes asked for, by outcome.</summary>
    [Id(3)]
    public ImmutableArray<OutcomeCount> Changes { get; init; } = [];

    /// <summary>Attempts to deliver notifications, by outcome.</summary>
    [Id(4)]
    public ImmutableArray<OutcomeCount> WebhookAttempts { get; init; } = [];

    /// <summary>How long check calls took over HTTP.</summary>
    [Id(5)]
    public LatencyCounts CheckLatency { get; init; } = LatencyCounts.None;

    /// <summary>How long calls of the storage took.</summary>
    [Id(6)]
    public LatencyCounts StorageLatency { get; init; } = LatencyCounts.None;

    /// <summary>Grains in memory, when the sample was taken.</summary>
    [Id(7)]
    public long Activations { get; init; }

    /// <summary>Installations in memory, when the sample was taken.</summary>
    [Id(8)]
    public long Installations { get; init; }

    /// <summary>Memory of the process in bytes, when the sample was taken.</summary>
    [Id(9)]
    public long WorkingSet { get; init; }

    /// <summary>Managed memory in bytes, when the sample was taken.</summary>
    [Id(10)]
    public long Heap { get; init; }

    /// <summary>Processor time used, of all processors together.</summary>
    [Id(11)]
    public TimeSpan Cpu { get; init; }

    /// <summary>How long the garbage collector made the process pause.</summary>
    [Id(12)]
    public TimeSpan GcPause { get; init; }

    /// <summary>How much time it covers.</summary>
    [Id(13)]
    public TimeSpan Length { get; init; }
}
