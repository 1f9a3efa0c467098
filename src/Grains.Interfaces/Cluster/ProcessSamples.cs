using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>What one process reports.</summary>
/// <remarks>Times are told as how long ago, by the clock of the process; the board counts back from the arrival by its own clock.</remarks>
[GenerateSerializer, Immutable, Alias("registry.ProcessSamples")]
public sealed record ProcessSamples
{
    /// <summary>Text that no other process has, nor the same one after a restart.</summary>
    [Id(0)]
    public required string Process { get; init; }

    /// <summary>What it does.</summary>
    [Id(1)]
    public required ProcessKind Kind { get; init; }

    /// <summary>Its machine and process id, for people.</summary>
    [Id(2)]
    public required string Name { get; init; }

    /// <summary>The version of the program.</summary>
    [Id(3)]
    public required string Version { get; init; }

    /// <summary>The address of its silo, as <see cref="BoardSilo.Address"/> has it; null for one without.</summary>
    [Id(4)]
    public string? Silo { get; init; }

    /// <summary>How long it has been running.</summary>
    [Id(5)]
    public required TimeSpan Uptime { get; init; }

    /// <summary>Whether it stops now.</summary>
    [Id(6)]
    public bool IsLast { get; init; }

    /// <summary>The sequence number of the oldest sample that it keeps.</summary>
    [Id(7)]
    public required long Oldest { get; init; }

    /// <summary>The samples that the board does not have, by sequence number, without a gap.</summary>
    [Id(8)]
    public ImmutableArray<ProcessSample> Samples { get; init; } = [];
}
