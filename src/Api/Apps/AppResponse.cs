using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json.Serialization;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>An app.</summary>
[Example("""
    {
      "app": "fin-reports", "name": "Fin reports", "developer": "dev_fin", "visibility": "private", "workspaces": ["ws_acme"],
      "status": "draft", "suspension": null, "capabilities": ["canvas_kit"],
      "scopes": [
        { "id": "read_conversations", "reason": null, "requiredBy": ["canvas_kit"] },
        { "id": "read_tags", "reason": "Shows tags in the report", "requiredBy": [] }
      ],
      "webhook": {
        "url": "https://fin.example/hooks",
        "topics": [{ "id": "company.created", "state": "missing_scope", "needsAnyOf": ["read_and_list_users_and_companies"] }]
      },
      "live": null,
      "review": { "submittedAt": null, "decidedAt": null, "decidedBy": null, "reasons": [], "overPrivileged": ["read_tags"] },
      "oauth": {
        "clientId": "fin-reports", "redirectUris": ["https://fin.example/installed"], "keys": null, "tokenLifetime": null,
        "secrets": [{ "id": "9b2e6d0c41f7a385", "hint": "x9Qk", "createdAt": "2026-11-23T15:08:15Z", "lastUsedAt": null }]
      },
      "manifestVersion": 3, "createdAt": "2026-11-23T15:08:15Z", "updatedAt": "2026-11-23T15:20:01Z"
    }
    """)]
internal sealed record AppResponse(
    [property: Description("The app.")] AppId App,
    [property: Description("The name shown to people.")] string Name,
    [property: Description("Whom it belongs to.")] DeveloperId Developer,
    [property: Description("Who may install it.")] AppVisibility Visibility,
    [property: Description("The workspaces that it can be installed in while private.")] ImmutableArray<WorkspaceId> Workspaces,
    [property: Description("Where the current version is in review.")] AppStatus Status,
    [property: Description("Why it is suspended everywhere; null while it is not.")] SuspensionResponse? Suspension,
    [property: Description("The capabilities that it uses.")] ImmutableArray<CapabilityId> Capabilities,
    [property: Description("The scopes that it requests.")] ImmutableArray<AppScopeResponse> Scopes,
    [property: Description("Its webhook endpoint; null for none.")] AppWebhookResponse? Webhook,
    [property: Description("The version that installations depend on, where it is another than the current one; else null.")] LiveVersionResponse? Live,
    [property: Description("What was decided last, and what looks over-privileged.")] AppReviewResponse Review,
    [property: Description("How it takes part in OAuth."), JsonPropertyName("oauth")] OAuthResponse OAuth,
    [property: Description("Grows by one with every change.")] long ManifestVersion,
    [property: Description("When it was registered, UTC.")] DateTime CreatedAt,
    [property: Description("When it was last changed, UTC.")] DateTime UpdatedAt)
{
    [Description("In the answer to a change of scopes: the topics that fell silent with it.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<TopicId>? SilencedTopics { get; init; }

    [Description("In the answer that registered the app: its client secret, which is shown here only.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ClientSecret { get; init; }

    public static AppResponse From(App app) => new(
        app.Id,
        app.Name,
        app.Developer,
        app.Visibility,
        app.Workspaces,
        app.Status,
        SuspensionResponse.From(app.Suspension),
        app.Capabilities,
        [.. app.Scopes.Select(AppScopeResponse.From)],
        AppWebhookResponse.From(app.Webhook),
        LiveVersionResponse.From(app.Live),
        AppReviewResponse.From(app.Review),
        OAuthResponse.From(app.Id, app.OAuth),
        app.ManifestVersion,
        app.CreatedAt.UtcDateTime,
        app.UpdatedAt.UtcDateTime);
}
