using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>What is stored about an installation, in the grain's state and in its index row. Lists are in ordinal order.</summary>
internal sealed record InstallationRecord
{
    public required InstallationStatus Status { get; init; }

    public Suspension? Suspension { get; init; }

    public ImmutableArray<ScopeId> GrantedScopes { get; init; } = [];

    /// <summary>Topics switched off in this workspace. Every other subscribed topic is on, also one that the app subscribes to later.</summary>
    public ImmutableArray<TopicId> DisabledTopics { get; init; } = [];

    /// <summary>What the app may show to act here; null where it never got a token. Not in the index row.</summary>
    public InstallationAccess? Access { get; init; }

    public required long Revision { get; init; }

    public required DateTimeOffset InstalledAt { get; init; }

    public required string InstalledBy { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}
