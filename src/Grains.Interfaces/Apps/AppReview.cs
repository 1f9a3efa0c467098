using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>What helps an operator to decide, and what was decided last.</summary>
[GenerateSerializer, Immutable, Alias("registry.AppReview")]
public sealed record AppReview
{
    /// <summary>When the app was last submitted, UTC; null if never.</summary>
    [Id(0)]
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>When an operator decided about the last submission, UTC; null while it waits, or if there was none.</summary>
    [Id(1)]
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Who decided; null if nobody has yet.</summary>
    [Id(2)]
    public string? DecidedBy { get; init; }

    /// <summary>Why the app was rejected; empty otherwise.</summary>
    [Id(3)]
    public ImmutableArray<string> Reasons { get; init; } = [];

    /// <summary>Requested scopes that no capability forces, no subscribed topic needs and no installation has used.</summary>
    [Id(4)]
    public ImmutableArray<ScopeId> OverPrivileged { get; init; } = [];
}
