using System.Collections.Immutable;
using System.ComponentModel;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>A topic that the app subscribes to, as it stands in one installation.</summary>
internal sealed record InstallationTopicResponse(
    [property: Description("The topic.")] TopicId Id,
    [property: Description("Whether it fires, and if not, why.")] InstallationTopicState State,
    [property: Description("The scopes of which it needs any one; empty where it needs none.")] ImmutableArray<ScopeId> NeedsAnyOf)
{
    public static InstallationTopicResponse From(InstallationTopic topic) => new(topic.Id, topic.State, topic.NeedsAnyOf);
}
