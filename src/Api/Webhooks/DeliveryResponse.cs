using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>One event on its way to one app, or arrived there.</summary>
[Example("""
    {
      "id": "1795474800000000-ws_acme", "app": "fin-reports", "workspace": "ws_acme", "messageId": "1795474800000000-ws_acme",
      "eventId": "evt_7f3a", "topic": "company.created", "status": "delivered", "reason": null,
      "createdAt": "2026-11-23T10:15:31.2Z", "firstSentAt": "2026-11-23T10:15:31.209Z", "nextAttemptAt": null,
      "completedAt": "2026-11-23T10:15:31.257Z", "attemptCount": 1,
      "attempts": [{ "at": "2026-11-23T10:15:31.209Z", "durationMs": 48, "statusCode": 200, "error": null, "response": "ok" }],
      "replayOf": null
    }
    """)]
internal sealed record DeliveryResponse
{
    [Description("The delivery.")]
    public required string Id { get; init; }

    [Description("The app that gets it.")]
    public required AppId App { get; init; }

    [Description("Where the event happened.")]
    public required WorkspaceId Workspace { get; init; }

    [Description("What the receiver knows the notification by: `id` in the body and the header `webhook-id`, the same for all attempts and replays.")]
    public required string MessageId { get; init; }

    [Description("The id of the event.")]
    public required string EventId { get; init; }

    [Description("The topic.")]
    public required TopicId Topic { get; init; }

    [Description("How far it has come.")]
    public required DeliveryStatus Status { get; init; }

    [Description("Why it was given up; null while it was not.")]
    public DeliveryReason? Reason { get; init; }

    [Description("When the event was accepted.")]
    public required DateTime CreatedAt { get; init; }

    [Description("When the first attempt began; null before it.")]
    public DateTime? FirstSentAt { get; init; }

    [Description("When the next attempt is due; null where none is.")]
    public DateTime? NextAttemptAt { get; init; }

    [Description("When it was delivered or given up; null before that.")]
    public DateTime? CompletedAt { get; init; }

    [Description("How many attempts there were.")]
    public required long AttemptCount { get; init; }

    [Description("The last ten attempts, oldest first.")]
    public required ImmutableArray<AttemptResponse> Attempts { get; init; }

    [Description("The delivery that this one repeats; null for a first one.")]
    public string? ReplayOf { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("The body that was or will be sent; only where a single delivery is asked for.")]
    public JsonElement? Body { get; init; }

    public static DeliveryResponse From(Delivery delivery) => new()
    {
        Id = delivery.Id.ToString(),
        App = delivery.App,
        Workspace = delivery.Id.Workspace,
        MessageId = delivery.MessageId,
        EventId = delivery.EventId,
        Topic = delivery.Topic,
        Status = delivery.Status,
        Reason = delivery.Reason,
        CreatedAt = delivery.CreatedAt.UtcDateTime,
        FirstSentAt = delivery.FirstSentAt?.UtcDateTime,
        NextAttemptAt = delivery.NextAttemptAt?.UtcDateTime,
        CompletedAt = delivery.CompletedAt?.UtcDateTime,
        AttemptCount = delivery.AttemptCount,
        Attempts = [.. delivery.Attempts.Select(AttemptResponse.From)],
        ReplayOf = delivery.ReplayOf?.ToString(),
    };

    public static DeliveryResponse From(DeliveryDetails details)
    {
        using var body = JsonDocument.Parse(details.Body);
        return From(details.Delivery) with { Body = body.RootElement.Clone() };
    }
}
