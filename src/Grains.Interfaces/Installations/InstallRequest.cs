using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>What to grant and to enable on install.</summary>
/// <param name="Scopes">The scopes to grant; null for all that the live manifest requests.</param>
/// <param name="Topics">The topics to enable; null for all whose requirement the grant meets.</param>
[GenerateSerializer, Immutable, Alias("registry.InstallRequest")]
public sealed record InstallRequest(
    [property: Id(0)] ImmutableArray<ScopeId>? Scopes = null,
    [property: Id(1)] ImmutableArray<TopicId>? Topics = null);
