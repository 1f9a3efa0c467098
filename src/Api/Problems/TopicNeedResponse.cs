using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>A topic together with the scopes of which it needs any one.</summary>
internal sealed record TopicNeedResponse(TopicId Topic, ImmutableArray<ScopeId> NeedsAnyOf)
{
    public static TopicNeedResponse From(TopicNeed need) => new(need.Topic, need.NeedsAnyOf);
}
