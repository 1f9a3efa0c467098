using System.Text.Json.Serialization;

namespace Registry.Grains.Interfaces;

/// <summary>What made a new manifest version.</summary>
[GenerateSerializer, Alias("registry.AppAction")]
public enum AppAction
{
    /// <summary>The app was registered.</summary>
    [JsonStringEnumMemberName("created")]
    Created = 1,

    /// <summary>The whole app was replaced.</summary>
    [JsonStringEnumMemberName("replaced")]
    Replaced = 2,

    /// <summary>The requested scopes were replaced.</summary>
    [JsonStringEnumMemberName("scopes_set")]
    ScopesSet = 3,

    /// <summary>The webhook endpoint or its topics were replaced.</summary>
    [JsonStringEnumMemberName("webhook_set")]
    WebhookSet = 4,

    /// <summary>Submitted for review.</summary>
    [JsonStringEnumMemberName("submitted")]
    Submitted = 5,

    /// <summary>Approved by an operator.</summary>
    [JsonStringEnumMemberName("approved")]
    Approved = 6,

    /// <summary>Rejected by an operator.</summary>
    [JsonStringEnumMemberName("rejected")]
    Rejected = 7,

    /// <summary>Suspended everywhere, or the reason of the suspension was replaced.</summary>
    [JsonStringEnumMemberName("suspended")]
    Suspended = 8,

    /// <summary>The suspension was lifted.</summary>
    [JsonStringEnumMemberName("resumed")]
    Resumed = 9,

    /// <summary>The webhook endpoint answered 410: nothing is sent there until it is set again.</summary>
    [JsonStringEnumMemberName("webhook_disabled")]
    WebhookDisabled = 10,

    /// <summary>The secret that notifications are signed with was replaced.</summary>
    [JsonStringEnumMemberName("webhook_secret_rotated")]
    WebhookSecretRotated = 11,

    /// <summary>Redirect URIs or keys were replaced.</summary>
    [JsonStringEnumMemberName("oauth_set")]
    OAuthSet = 12,

    /// <summary>A client secret was made.</summary>
    [JsonStringEnumMemberName("client_secret_created")]
    ClientSecretCreated = 13,

    /// <summary>A client secret was revoked.</summary>
    [JsonStringEnumMemberName("client_secret_revoked")]
    ClientSecretRevoked = 14,
}
