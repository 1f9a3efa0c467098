using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>The writes of events and deliveries.</summary>
internal static class PostgresDeliveryWrites
{
    // Whoever adds waits for the row of the head, and then sees what the one before has added: where the head has moved
    // past these events there is no row in "head", and so nothing anywhere.
    private const string AddText = """
        WITH head AS
        (
            INSERT INTO EventHead (Workspace, Sequence) VALUES ($1, $3)
            ON CONFLICT (Workspace) DO UPDATE SET Sequence = excluded.Sequence WHERE EventHead.Sequence < $2
            RETURNING 1
        ),
        ids AS
        (
            INSERT INTO EventId (Workspace, Id, Fingerprint, Deliveries, ExpiresAt)
            SELECT $1, each.* FROM head, unnest($10::text[], $11::text[], $12::integer[], $13::bigint[]) AS each
            ON CONFLICT (Workspace, Id) DO UPDATE
            SET Fingerprint = excluded.Fingerprint, Deliveries = excluded.Deliveries, ExpiresAt = excluded.ExpiresAt
        ),
        deliveries AS
        (
            INSERT INTO Delivery (Workspace, Status, App, Sequence, Topic, Record)
            SELECT $1, 1, each.* FROM head, unnest($14::text[], $15::bigint[], $16::text[], $17::text[]) AS each
        ),
        queues AS
        (
            INSERT INTO Queue (Workspace, DueAt, App, Version)
            SELECT $1, $4, each.* FROM head, unnest($18::text[], $19::bigint[]) AS each
            ON CONFLICT (Workspace, App) DO UPDATE SET Version = excluded.Version
        )
        INSERT INTO Event (Workspace, Sequence, EventId, Topic, CreatedAt, Item)
        SELECT $1, each.* FROM head, unnest($5::bigint[], $6::text[], $7::text[], $8::bigint[], $9::bytea[]) AS each
        """;

    /// <summary>Changes nothing where there is, or was, an event that is not before the first one.</summary>
    public static PostgresStatement Add(ImmutableArray<StoredEvent> events, DateTimeOffset dueAt)
    {
        // One statement must not write a row twice: the last one counts.
        StoredEvent[] ids = [.. events.Where(each => each.IdExpiresAt is not null).GroupBy(each => each.EventId).Select(each => each.Last())];
        Delivery[] deliveries = [.. events.SelectMany(each => each.Recipients.Select(each.DeliveryTo))];
        Delivery[] last = [.. deliveries.GroupBy(each => each.App).Select(each => each.Last()).OrderBy(each => each.App.Value, StringComparer.Ordinal)];
        return new(
            AddText,
            events[0].Id.Workspace.Value,
            events[0].Id.Sequence,
            events[^1].Id.Sequence,
            dueAt.UtcTicks,
            events.Select(each => each.Id.Sequence).ToArray(),
            events.Select(each => each.EventId).ToArray(),
            events.Select(each => each.Topic.Value).ToArray(),
            events.Select(each => each.CreatedAt.UtcTicks).ToArray(),
            events.Select(each => each.Item.ToArray()).ToArray(),
            ids.Select(each => each.EventId).ToArray(),
            ids.Select(each => each.Fingerprint).ToArray(),
            ids.Select(each => each.Recipients.Length).ToArray(),
            ids.Select(each => each.IdExpiresAt!.Value.UtcTicks).ToArray(),
            deliveries.Select(each => each.App.Value).ToArray(),
            deliveries.Select(each => each.Id.Sequence).ToArray(),
            deliveries.Select(each => each.Topic.Value).ToArray(),
            deliveries.Select(Record).ToArray(),
            last.Select(each => each.App.Value).ToArray(),
            last.Select(each => each.Id.Sequence).ToArray());
    }

    // The plus keeps the status from choosing the index.
    public static PostgresStatement Update(InstallationKey installation, Delivery delivery) => new(
        "UPDATE Delivery SET Status = $4, Record = $5 WHERE App = $1 AND Workspace = $2 AND Sequence = $3 AND Status + 0 = 1",
        installation.App.Value,
        installation.Workspace.Value,
        delivery.Id.Sequence,
        (short)delivery.Status,
        Record(delivery));

    public static PostgresStatement Postpone(InstallationKey installation, DateTimeOffset dueAt) => new(
        "UPDATE Queue SET DueAt = $3 WHERE Workspace = $1 AND App = $2",
        installation.Workspace.Value,
        installation.App.Value,
        dueAt.UtcTicks);

    public static PostgresStatement Close(InstallationKey installation, string version) => new(
        "DELETE FROM Queue WHERE Workspace = $1 AND App = $2 AND Version = $3",
        installation.Workspace.Value,
        installation.App.Value,
        long.Parse(version, CultureInfo.InvariantCulture));

    // Every silo cleans: what another one is deleting is left to it.
    public static PostgresStatement DeleteDeliveries(DateTimeOffset before, int limit) => new(
        """
        DELETE FROM Delivery WHERE ctid = ANY
        (ARRAY (
            SELECT ctid FROM Delivery
            WHERE Sequence / 3600000000 <= $1 / 3600000000 AND Sequence < $1 AND Status <> 1
            ORDER BY Sequence / 3600000000 LIMIT $2 FOR UPDATE SKIP LOCKED
        ))
        """,
        EventSequence.Of(before),
        (long)limit);

    // A delivery that is still there needs its event, whether or not it is pending. It is looked up event by event: with
    // NOT EXISTS the planner may read all deliveries instead.
    public static PostgresStatement DeleteEvents(DateTimeOffset before, int limit) => new(
        """
        DELETE FROM Event WHERE ctid = ANY
        (ARRAY (
            SELECT ctid FROM Event
            WHERE Sequence / 3600000000 <= $1 / 3600000000 AND Sequence < $1 AND
            (
                SELECT Delivery.Sequence FROM Delivery
                WHERE Delivery.Sequence / 3600000000 = Event.Sequence / 3600000000
                AND Delivery.Workspace = Event.Workspace AND Delivery.Sequence = Event.Sequence LIMIT 1
            ) IS NULL
            ORDER BY Sequence / 3600000000 LIMIT $2 FOR UPDATE SKIP LOCKED
        ))
        """,
        EventSequence.Of(before),
        (long)limit);

    // The condition is repeated for an id that is given again in between.
    public static PostgresStatement DeleteEventIds(DateTimeOffset now, int limit) => new(
        """
        DELETE FROM EventId
        WHERE ctid = ANY (ARRAY (SELECT ctid FROM EventId WHERE ExpiresAt < $1 ORDER BY ExpiresAt LIMIT $2 FOR UPDATE SKIP LOCKED)) AND ExpiresAt < $1
        """,
        now.UtcTicks,
        (long)limit);

    private static string Record(Delivery delivery) => JsonSerializer.Serialize(delivery, StateJson.Default.Delivery);
}
