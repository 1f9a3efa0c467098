using System.Text.Json.Serialization;

namespace Registry.Grains.Interfaces;

/// <summary>The state of a topic at the level of the app.</summary>
[GenerateSerializer, Alias("registry.AppTopicState")]
public enum AppTopicState
{
    /// <summary>The app requests a scope that the topic needs, or it needs none.</summary>
    [JsonStringEnumMemberName("subscribed")]
    Subscribed = 1,

    /// <summary>The app requests none of the scopes that the topic needs: it is silent everywhere.</summary>
    [JsonStringEnumMemberName("missing_scope")]
    MissingScope = 2,
}
