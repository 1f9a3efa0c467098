using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>The approved version that stays live while a later one waits for review.</summary>
/// <param name="ManifestVersion">Its version.</param>
/// <param name="Scopes">The scopes that it requests.</param>
/// <param name="Topics">The topics that it subscribes to.</param>
[GenerateSerializer, Immutable, Alias("registry.LiveVersion")]
public sealed record LiveVersion(
    [property: Id(0)] long ManifestVersion,
    [property: Id(1)] ImmutableArray<ScopeId> Scopes,
    [property: Id(2)] ImmutableArray<TopicId> Topics);
