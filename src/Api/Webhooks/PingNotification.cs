using System.ComponentModel;
using System.Text.Json.Serialization;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Tests the endpoint of an app.</summary>
[Example("""
    {
      "type": "notification_event", "id": "ping-019ab0d2c5f07f0e8f6f3f1d2a9c4b7e", "topic": "ping", "app_id": "fin-reports",
      "workspace_id": null, "created_at": "2026-11-23T10:14:02.5531187Z", "delivery_attempts": 1,
      "first_sent_at": "2026-11-23T10:14:02.5531187Z", "data": { "item": { "type": "ping" } }
    }
    """)]
internal sealed record PingNotification : Notification
{
    [JsonPropertyName("topic")]
    [Description("The first of the catalog's topics that every app has; `ping` where there is none.")]
    public required TopicId Topic { get; init; }

    [JsonPropertyName("workspace_id")]
    [Description("Null: it belongs to no workspace.")]
    public required WorkspaceId? WorkspaceId { get; init; }

    [JsonPropertyName("data")]
    [Description("That it is a test.")]
    public required PingData Data { get; init; }

    internal sealed record PingData
    {
        [JsonPropertyName("item")]
        [Description("That it is a test.")]
        public required PingItem Item { get; init; }
    }

    internal sealed record PingItem
    {
        [JsonPropertyName("type")]
        [OneOf("ping")]
        [Description("What this is.")]
        public required string Type { get; init; }
    }
}
