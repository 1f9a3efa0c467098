using System.Collections.Immutable;
using System.ComponentModel;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>A topic that an app subscribes to.</summary>
internal sealed record AppTopicResponse(
    [property: Description("The topic.")] TopicId Id,
    [property: Description("missing_scope: the app requests none of `needsAnyOf`, so the topic is silent everywhere.")] AppTopicState State,
    [property: Description("The scopes of which it needs any one; empty where it needs none.")] ImmutableArray<ScopeId> NeedsAnyOf)
{
    public static AppTopicResponse From(AppTopic topic) => new(topic.Id, topic.State, topic.NeedsAnyOf);
}
