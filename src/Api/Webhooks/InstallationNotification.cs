using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json.Serialization;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Tells an app of a change of one of its installations.</summary>
[Example("""
    {
      "type": "notification_event", "id": "1795474800000001-ws_acme", "topic": "installation.scopes_changed", "app_id": "fin-reports",
      "workspace_id": "ws_acme", "created_at": "2026-11-23T10:20:07.1180233Z", "delivery_attempts": 1,
      "first_sent_at": "2026-11-23T10:20:07.1311904Z",
      "data": {
        "item": {
          "type": "installation", "workspace_id": "ws_acme", "revision": 2, "actor": "user_17", "changed_at": "2026-11-23T10:20:07.1180233Z",
          "scopes_before": ["read_tags", "read_events"], "scopes_after": ["read_tags"]
        }
      }
    }
    """)]
internal sealed record InstallationNotification : Notification
{
    [JsonPropertyName("topic")]
    [OneOf("installation.created", "installation.scopes_changed", "installation.suspended", "installation.resumed", "installation.uninstalled")]
    [Description("What was done: installed (also again after an uninstall), another set of scopes granted, suspended in this workspace, that suspension lifted, uninstalled.")]
    public required string Topic { get; init; }

    [JsonPropertyName("workspace_id")]
    [Description("Where the app is, or was, installed.")]
    public required WorkspaceId WorkspaceId { get; init; }

    [JsonPropertyName("data")]
    [Description("What has changed.")]
    public required InstallationData Data { get; init; }

    internal sealed record InstallationData
    {
        [JsonPropertyName("item")]
        [Description("The change.")]
        public required InstallationItem Item { get; init; }
    }

    internal sealed record InstallationItem
    {
        [JsonPropertyName("type")]
        [OneOf("installation")]
        [Description("What has changed.")]
        public required string Type { get; init; }

        [JsonPropertyName("workspace_id")]
        [Description("The workspace.")]
        public required WorkspaceId WorkspaceId { get; init; }

        [JsonPropertyName("revision")]
        [Description("The revision that the change led to. `minRevision` of a check takes it.")]
        public required long Revision { get; init; }

        [JsonPropertyName("actor")]
        [Description("Who did it.")]
        public required string Actor { get; init; }

        [JsonPropertyName("changed_at")]
        [Description("When, UTC.")]
        public required DateTime ChangedAt { get; init; }

        [JsonPropertyName("scopes_before")]
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        [Description("The scopes that were granted before; not there in the very first change.")]
        public ImmutableArray<ScopeId>? ScopesBefore { get; init; }

        [JsonPropertyName("scopes_after")]
        [Description("The scopes that are granted now.")]
        public required ImmutableArray<ScopeId> ScopesAfter { get; init; }

        [JsonPropertyName("suspension_reason")]
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        [Description("Why it is suspended in this workspace; not there where it is not.")]
        public string? SuspensionReason { get; init; }
    }
}
