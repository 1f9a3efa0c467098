using System.Buffers;
using System.Text.Json;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>The notification as its receiver gets it.</summary>
internal static class NotificationBody
{
    /// <summary>The body of one attempt, UTF-8 JSON.</summary>
    /// <param name="delivery">What is sent.</param>
    /// <param name="item">What happened, as UTF-8 JSON.</param>
    /// <param name="attempt">Which attempt it is, from 1.</param>
    /// <param name="firstSentAt">When the first attempt began, UTC.</param>
    public static ReadOnlyMemory<byte> Of(Delivery delivery, ReadOnlyMemory<byte> item, int attempt, DateTimeOffset firstSentAt) => Write(body =>
    {
        Begin(body, delivery.MessageId, delivery.Topic, delivery.App);
        body.WriteString("workspace_id", delivery.Id.Workspace.Value);
        body.WriteString("created_at", delivery.CreatedAt.UtcDateTime);
        body.WriteNumber("delivery_attempts", attempt);
        body.WriteString("first_sent_at", firstSentAt.UtcDateTime);
        body.WriteStartObject("data");
        body.WritePropertyName("item");

        // Checked when the event was accepted.
        body.WriteRawValue(item.Span, skipInputValidation: true);
        body.WriteEndObject();
    });

    /// <summary>The body of a ping, which belongs to no workspace.</summary>
    public static ReadOnlyMemory<byte> OfPing(string messageId, TopicId topic, AppId app, DateTimeOffset now) => Write(body =>
    {
        Begin(body, messageId, topic, app);
        body.WriteNull("workspace_id");
        body.WriteString("created_at", now.UtcDateTime);
        body.WriteNumber("delivery_attempts", 1);
        body.WriteString("first_sent_at", now.UtcDateTime);
        body.WriteStartObject("data");
        body.WriteStartObject("item");
        body.WriteString("type", "ping");
        body.WriteEndObject();
        body.WriteEndObject();
    });

    private static void Begin(Utf8JsonWriter body, string messageId, TopicId topic, AppId app)
    {
        body.WriteString("type", "notification_event");
        body.WriteString("id", messageId);
        body.WriteString("topic", topic.Value);
        body.WriteString("app_id", app.Value);
    }

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> content)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            content(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
