namespace Registry.Grains.Interfaces;

/// <summary>One entry of an installation's history.</summary>
[GenerateSerializer, Immutable, Alias("registry.InstallationChange")]
public sealed record InstallationChange
{
    /// <summary>The revision that the change led to.</summary>
    [Id(0)]
    public required long Revision { get; init; }

    /// <summary>When, UTC.</summary>
    [Id(1)]
    public required DateTimeOffset At { get; init; }

    /// <summary>Who.</summary>
    [Id(2)]
    public required string Actor { get; init; }

    /// <summary>What was done.</summary>
    [Id(3)]
    public required InstallationAction Action { get; init; }

    /// <summary>Identifies the request that caused the change.</summary>
    [Id(4)]
    public required string RequestId { get; init; }

    /// <summary>What was before; null for the very first change.</summary>
    [Id(5)]
    public InstallationSnapshot? Before { get; init; }

    /// <summary>What is after.</summary>
    [Id(6)]
    public required InstallationSnapshot After { get; init; }
}
