namespace Registry.Grains.Interfaces;

/// <summary>One manifest version of an app: who made it, when, and what it changed.</summary>
[GenerateSerializer, Immutable, Alias("registry.AppVersion")]
public sealed record AppVersion
{
    /// <summary>The version, from 1.</summary>
    [Id(0)]
    public required long Version { get; init; }

    /// <summary>When, UTC.</summary>
    [Id(1)]
    public required DateTimeOffset At { get; init; }

    /// <summary>Who.</summary>
    [Id(2)]
    public required string Actor { get; init; }

    /// <summary>What was done.</summary>
    [Id(3)]
    public required AppAction Action { get; init; }

    /// <summary>Identifies the request that caused the change.</summary>
    [Id(4)]
    public required string RequestId { get; init; }

    /// <summary>What was before; null for the first version.</summary>
    [Id(5)]
    public AppSnapshot? Before { get; init; }

    /// <summary>What is after.</summary>
    [Id(6)]
    public required AppSnapshot After { get; init; }
}
