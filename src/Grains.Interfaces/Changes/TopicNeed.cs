using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>A topic together with the scopes of which it needs any one.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="NeedsAnyOf">The scopes that would do, as the catalog lists them.</param>
[GenerateSerializer, Immutable, Alias("registry.TopicNeed")]
public sealed record TopicNeed([property: Id(0)] TopicId Topic, [property: Id(1)] ImmutableArray<ScopeId> NeedsAnyOf);
