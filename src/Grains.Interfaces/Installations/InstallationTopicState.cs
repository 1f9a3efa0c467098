using System.Text.Json.Serialization;

namespace Registry.Grains.Interfaces;

/// <summary>The state of a subscribed topic in an installation.</summary>
[GenerateSerializer, Alias("registry.InstallationTopicState")]
public enum InstallationTopicState
{
    /// <summary>An event of this topic reaches the app.</summary>
    [JsonStringEnumMemberName("active")]
    Active = 1,

    /// <summary>Switched off in this workspace, or the installation or the app is suspended.</summary>
    [JsonStringEnumMemberName("disabled")]
    Disabled = 2,

    /// <summary>None of the scopes that the topic needs is effective.</summary>
    [JsonStringEnumMemberName("missing_scope")]
    MissingScope = 3,
}
