using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>A topic that the app subscribes to, as it stands in one installation.</summary>
/// <param name="Id">The topic.</param>
/// <param name="State">Whether it fires, and if not, why.</param>
/// <param name="NeedsAnyOf">The scopes of which it needs any one; empty where it needs none.</param>
[GenerateSerializer, Immutable, Alias("registry.InstallationTopic")]
public sealed record InstallationTopic(
    [property: Id(0)] TopicId Id,
    [property: Id(1)] InstallationTopicState State,
    [property: Id(2)] ImmutableArray<ScopeId> NeedsAnyOf);
