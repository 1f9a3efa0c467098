using System.Text.Json.Serialization;

namespace Registry.Grains.Interfaces;

/// <summary>What was done to an installation.</summary>
[GenerateSerializer, Alias("registry.InstallationAction")]
public enum InstallationAction
{
    /// <summary>Installed for the first time, or again after an uninstall.</summary>
    [JsonStringEnumMemberName("installed")]
    Installed = 1,

    /// <summary>Installed again while installed: grant and topics brought up to the live manifest or to what was asked for.</summary>
    [JsonStringEnumMemberName("updated")]
    Updated = 2,

    /// <summary>Uninstalled.</summary>
    [JsonStringEnumMemberName("uninstalled")]
    Uninstalled = 3,

    /// <summary>The whole grant was replaced.</summary>
    [JsonStringEnumMemberName("scopes_set")]
    ScopesSet = 4,

    /// <summary>One scope was granted.</summary>
    [JsonStringEnumMemberName("scope_granted")]
    ScopeGranted = 5,

    /// <summary>One scope was revoked.</summary>
    [JsonStringEnumMemberName("scope_revoked")]
    ScopeRevoked = 6,

    /// <summary>One topic was enabled.</summary>
    [JsonStringEnumMemberName("topic_enabled")]
    TopicEnabled = 7,

    /// <summary>One topic was disabled.</summary>
    [JsonStringEnumMemberName("topic_disabled")]
    TopicDisabled = 8,

    /// <summary>Suspended, or the reason of the suspension was replaced.</summary>
    [JsonStringEnumMemberName("suspended")]
    Suspended = 9,

    /// <summary>The suspension was lifted.</summary>
    [JsonStringEnumMemberName("resumed")]
    Resumed = 10,

    /// <summary>The app got an access token.</summary>
    [JsonStringEnumMemberName("token_issued")]
    TokenIssued = 11,

    /// <summary>Access tokens were revoked.</summary>
    [JsonStringEnumMemberName("token_revoked")]
    TokenRevoked = 12,

    /// <summary>An access token got another name.</summary>
    [JsonStringEnumMemberName("token_named")]
    TokenNamed = 13,
}
