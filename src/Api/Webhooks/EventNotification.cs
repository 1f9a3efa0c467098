using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Tells an app of an event that a platform service has published.</summary>
[Example("""
    {
      "type": "notification_event", "id": "1795474800000000-ws_acme", "topic": "company.created", "app_id": "fin-reports",
      "workspace_id": "ws_acme", "created_at": "2026-11-23T10:15:31.2616106Z", "delivery_attempts": 1,
      "first_sent_at": "2026-11-23T10:15:31.2844246Z", "data": { "item": { "type": "company", "id": "c1", "name": "Fin" } }
    }
    """)]
internal sealed record EventNotification : Notification
{
    [JsonPropertyName("topic")]
    [Description("The topic of the catalog.")]
    public required TopicId Topic { get; init; }

    [JsonPropertyName("workspace_id")]
    [Description("Where it happened.")]
    public required WorkspaceId WorkspaceId { get; init; }

    [JsonPropertyName("data")]
    [Description("What happened.")]
    public required EventData Data { get; init; }

    internal sealed record EventData
    {
        [JsonPropertyName("item")]
        [Description("The object, as the service has published it. Of topics that end in `.deleted` only `type`, `id` and what the catalog names as `identifyingFields`.")]
        public required JsonElement Item { get; init; }
    }
}
