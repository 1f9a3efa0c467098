using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>What a workspace had decided about an app at one revision.</summary>
[GenerateSerializer, Immutable, Alias("registry.InstallationSnapshot")]
public sealed record InstallationSnapshot
{
    /// <summary>The status at that revision.</summary>
    [Id(0)]
    public required InstallationStatus Status { get; init; }

    /// <summary>Why it was suspended; null while it was not.</summary>
    [Id(1)]
    public Suspension? Suspension { get; init; }

    /// <summary>The scopes that were granted.</summary>
    [Id(2)]
    public ImmutableArray<ScopeId> GrantedScopes { get; init; } = [];

    /// <summary>The topics that were switched off; every other subscribed topic was on.</summary>
    [Id(3)]
    public ImmutableArray<TopicId> DisabledTopics { get; init; } = [];

    /// <summary>The access tokens that were good, oldest first; null where there were none.</summary>
    [Id(4)]
    public ImmutableArray<AccessTokenName>? Tokens { get; init; }
}
