using System.ComponentModel;
using System.Text.Json.Serialization;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>What every notification has, for the reference: the grains write them.</summary>
internal abstract record Notification
{
    [JsonPropertyName("type")]
    [OneOf("notification_event")]
    [Description("What this is.")]
    public required string Type { get; init; }

    [JsonPropertyName("id")]
    [Description("The notification: the header `webhook-id`, the same for all attempts and replays. One that has been seen before can be left alone.")]
    public required string Id { get; init; }

    [JsonPropertyName("app_id")]
    [Description("The app that is told.")]
    public required AppId AppId { get; init; }

    [JsonPropertyName("created_at")]
    [Description("When the registry learned of it, UTC.")]
    public required DateTime CreatedAt { get; init; }

    [JsonPropertyName("delivery_attempts")]
    [Description("Which attempt this is, from 1.")]
    public required long DeliveryAttempts { get; init; }

    [JsonPropertyName("first_sent_at")]
    [Description("When the first attempt began, UTC.")]
    public required DateTime FirstSentAt { get; init; }
}
