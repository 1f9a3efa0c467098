using System.Text.Json.Serialization;

namespace Registry.Grains.Interfaces;

/// <summary>What an entry of an audit log is about.</summary>
[GenerateSerializer, Alias("registry.AuditAction")]
public enum AuditAction
{
    /// <summary>Somebody signed in to the Hub.</summary>
    [JsonStringEnumMemberName("signed_in")]
    SignedIn = 1,

    /// <summary>Somebody signed out of the Hub.</summary>
    [JsonStringEnumMemberName("signed_out")]
    SignedOut = 2,

    /// <summary>The registry's own issuer made a token.</summary>
    [JsonStringEnumMemberName("token_issued")]
    TokenIssued = 3,

    /// <summary>What belongs to another tenant, or to nobody, was asked for.</summary>
    [JsonStringEnumMemberName("access_refused")]
    AccessRefused = 4,

    /// <summary>A developer submitted an app for review.</summary>
    [JsonStringEnumMemberName("app_submitted")]
    AppSubmitted = 5,

    /// <summary>An operator approved an app.</summary>
    [JsonStringEnumMemberName("app_approved")]
    AppApproved = 6,

    /// <summary>An operator rejected an app.</summary>
    [JsonStringEnumMemberName("app_rejected")]
    AppRejected = 7,

    /// <summary>An app was suspended everywhere, or the reason of its suspension was replaced.</summary>
    [JsonStringEnumMemberName("app_suspended")]
    AppSuspended = 8,

    /// <summary>The suspension of an app was lifted.</summary>
    [JsonStringEnumMemberName("app_resumed")]
    AppResumed = 9,

    /// <summary>The secret that an app's notifications are signed with was replaced.</summary>
    [JsonStringEnumMemberName("webhook_secret_rotated")]
    WebhookSecretRotated = 10,

    /// <summary>An installation was suspended, or the reason of its suspension was replaced.</summary>
    [JsonStringEnumMemberName("installation_suspended")]
    InstallationSuspended = 11,

    /// <summary>The suspension of an installation was lifted.</summary>
    [JsonStringEnumMemberName("installation_resumed")]
    InstallationResumed = 12,

    /// <summary>An audit log was exported.</summary>
    [JsonStringEnumMemberName("audit_exported")]
    AuditExported = 13,

    /// <summary>All data of the registry were exported by its command.</summary>
    [JsonStringEnumMemberName("data_exported")]
    DataExported = 14,

    /// <summary>The key that the registry's own issuer signs tokens with was replaced.</summary>
    [JsonStringEnumMemberName("issuer_key_replaced")]
    IssuerKeyReplaced = 15,

    /// <summary>An app got an access token of a workspace.</summary>
    [JsonStringEnumMemberName("access_token_issued")]
    AccessTokenIssued = 16,

    /// <summary>Access tokens of an app in a workspace were revoked.</summary>
    [JsonStringEnumMemberName("access_token_revoked")]
    AccessTokenRevoked = 17,

    /// <summary>A client secret of an app was made.</summary>
    [JsonStringEnumMemberName("client_secret_created")]
    ClientSecretCreated = 18,

    /// <summary>A client secret of an app was revoked.</summary>
    [JsonStringEnumMemberName("client_secret_revoked")]
    ClientSecretRevoked = 19,

    /// <summary>The redirect URIs or the keys of an app were replaced.</summary>
    [JsonStringEnumMemberName("oauth_set")]
    OAuthSet = 20,

    /// <summary>An access token was found where it should not be, and is revoked.</summary>
    [JsonStringEnumMemberName("access_token_leaked")]
    AccessTokenLeaked = 21,
}
