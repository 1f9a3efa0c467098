using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>The writes of events and deliveries. What goes together is one text: see <see cref="SqliteStatement"/>.</summary>
internal static class SqliteDeliveryWrites
{
    // The text of an item has many quotes and may be in any language: it stays near its own length.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // The events come last, since they are what the condition looks at.
    private const string AddText = """
        INSERT INTO EventId (Workspace, Id, Fingerprint, Deliveries, ExpiresAt)
        SELECT $workspace, value ->> 'Id', value ->> 'Fingerprint', value ->> 'Deliveries', value ->> 'ExpiresAt' FROM json_each($events)
        WHERE value ->> 'ExpiresAt' IS NOT NULL AND NOT EXISTS (SELECT 1 FROM Event WHERE Workspace = $workspace AND Sequence >= $first)
        ON CONFLICT DO UPDATE SET Fingerprint = excluded.Fingerprint, Deliveries = excluded.Deliveries, ExpiresAt = excluded.ExpiresAt;

        INSERT INTO Delivery (App, Workspace, Sequence, Topic, Status, Record)
        SELECT value ->> 'App', $workspace, value ->> 'Sequence', value ->> 'Topic', 1, value ->> 'Record' FROM json_each($deliveries)
        WHERE NOT EXISTS (SELECT 1 FROM Event WHERE Workspace = $workspace AND Sequence >= $first);

        INSERT INTO Queue (Workspace, App, Version, DueAt)
        SELECT $workspace, value ->> 'App', value ->> 'Sequence', $dueAt FROM json_each($deliveries)
        WHERE NOT EXISTS (SELECT 1 FROM Event WHERE Workspace = $workspace AND Sequence >= $first)
        ON CONFLICT DO UPDATE SET Version = excluded.Version;

        INSERT INTO Event (Workspace, Sequence, EventId, Topic, CreatedAt, Item)
        SELECT $workspace, value ->> 'Sequence', value ->> 'Id', value ->> 'Topic', value ->> 'CreatedAt', CAST(value ->> 'Item' AS BLOB) FROM json_each($events)
        WHERE NOT EXISTS (SELECT 1 FROM Event WHERE Workspace = $workspace AND Sequence >= $first);
        """;

    /// <summary>Changes nothing where there is an event that is not before the first one.</summary>
    public static SqliteStatement Add(ImmutableArray<StoredEvent> events, DateTimeOffset dueAt) => new(
        AddText,
        ("$workspace", events[0].Id.Workspace.Value),
        ("$first", events[0].Id.Sequence),
        ("$dueAt", dueAt.UtcTicks),
        ("$events", Array(events.Select(each => new JsonObject
        {
            ["Sequence"] = each.Id.Sequence,
            ["Id"] = each.EventId,
            ["Fingerprint"] = each.Fingerprint,
            ["Deliveries"] = each.Recipients.Length,
            ["ExpiresAt"] = each.IdExpiresAt?.UtcTicks,
            ["Topic"] = each.Topic.Value,
            ["CreatedAt"] = each.CreatedAt.UtcTicks,
            ["Item"] = Encoding.UTF8.GetString(each.Item.Span),
        }))),
        ("$deliveries", Array(events.SelectMany(each => each.Recipients.Select(each.DeliveryTo)).Select(Row))));

    // The plus keeps the status from choosing the index.
    public static SqliteStatement Update(InstallationKey installation, Delivery delivery) => new(
        """
        UPDATE Delivery SET Status = $status, Record = $record
        WHERE App = $app AND Workspace = $workspace AND Sequence = $sequence AND +Status = 1
        """,
        ("$app", installation.App.Value),
        ("$workspace", installation.Workspace.Value),
        ("$sequence", delivery.Id.Sequence),
        ("$status", (int)delivery.Status),
        ("$record", Record(delivery)));

    public static SqliteStatement Postpone(InstallationKey installation, DateTimeOffset dueAt) => new(
        "UPDATE Queue SET DueAt = $dueAt WHERE Workspace = $workspace AND App = $app",
        ("$workspace", installation.Workspace.Value),
        ("$app", installation.App.Value),
        ("$dueAt", dueAt.UtcTicks));

    public static SqliteStatement Close(InstallationKey installation, string version) => new(
        "DELETE FROM Queue WHERE Workspace = $workspace AND App = $app AND Version = $version",
        ("$workspace", installation.Workspace.Value),
        ("$app", installation.App.Value),
        ("$version", long.Parse(version, CultureInfo.InvariantCulture)));

    public static SqliteStatement DeleteDeliveries(DateTimeOffset before, int limit) => new(
        """
        DELETE FROM Delivery WHERE rowid IN
        (SELECT rowid FROM Delivery WHERE Sequence < $before AND Status <> 1 ORDER BY Sequence LIMIT $limit)
        """,
        ("$before", EventSequence.Of(before)),
        ("$limit", limit));

    // A delivery that is still there needs its event, whether or not it is pending.
    public static SqliteStatement DeleteEvents(DateTimeOffset before, int limit) => new(
        """
        DELETE FROM Event WHERE rowid IN
        (
            SELECT rowid FROM Event
            WHERE Sequence < $before AND NOT EXISTS
            (SELECT 1 FROM Delivery WHERE Delivery.Sequence = Event.Sequence AND Delivery.Workspace = Event.Workspace)
            ORDER BY Sequence LIMIT $limit
        )
        """,
        ("$before", EventSequence.Of(before)),
        ("$limit", limit));

    public static SqliteStatement DeleteEventIds(DateTimeOffset now, int limit) => new(
        "DELETE FROM EventId WHERE rowid IN (SELECT rowid FROM EventId WHERE ExpiresAt < $now ORDER BY ExpiresAt LIMIT $limit)",
        ("$now", now.UtcTicks),
        ("$limit", limit));

    private static JsonObject Row(Delivery delivery) => new()
    {
        ["App"] = delivery.App.Value,
        ["Sequence"] = delivery.Id.Sequence,
        ["Topic"] = delivery.Topic.Value,
        ["Record"] = Record(delivery),
    };

    private static string Record(Delivery delivery) => JsonSerializer.Serialize(delivery, StateJson.Default.Delivery);

    private static string Array(IEnumerable<JsonObject> rows) => new JsonArray([.. rows]).ToJsonString(Json);
}
