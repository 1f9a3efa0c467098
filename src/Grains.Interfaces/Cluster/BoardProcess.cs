namespace Registry.Grains.Interfaces;

/// <summary>A process of the cluster that reported within the last hour.</summary>
[GenerateSerializer, Immutable, Alias("registry.BoardProcess")]
public sealed record BoardProcess
{
    /// <summary>Text that no other process has, nor the same one after a restart.</summary>
    [Id(0)]
    public required string Id { get; init; }

    /// <summary>What it does.</summary>
    [Id(1)]
    public required ProcessKind Kind { get; init; }

    /// <summary>Its machine and process id.</summary>
    [Id(2)]
    public required string Name { get; init; }

    /// <summary>The version of the program.</summary>
    [Id(3)]
    public required string Version { get; init; }

    /// <summary>The address of its silo, as <see cref="BoardSilo.Address"/> has it; null for one without.</summary>
    [Id(4)]
    public string? Silo { get; init; }

    /// <summary>When it started, by the board's clock.</summary>
    [Id(5)]
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it reported last, by the board's clock.</summary>
    [Id(6)]
    public required DateTimeOffset LastSeenAt { get; init; }

    /// <summary>Whether it is there.</summary>
    [Id(7)]
    public required ProcessState State { get; init; }

    /// <summary>Its last sample; null before the first.</summary>
    [Id(8)]
    public ProcessSample? Last { get; init; }
}
