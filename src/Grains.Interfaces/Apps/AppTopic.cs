using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>A topic that an app subscribes to.</summary>
/// <param name="Id">The topic.</param>
/// <param name="State">Whether it can fire anywhere.</param>
/// <param name="NeedsAnyOf">The scopes of which it needs any one; empty where it needs none.</param>
[GenerateSerializer, Immutable, Alias("registry.AppTopic")]
public sealed record AppTopic(
    [property: Id(0)] TopicId Id,
    [property: Id(1)] AppTopicState State,
    [property: Id(2)] ImmutableArray<ScopeId> NeedsAnyOf);
