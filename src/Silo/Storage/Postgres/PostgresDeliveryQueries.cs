using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>The reads of events and deliveries. Each follows an index from the row after the last one and stops at the limit.</summary>
/// <remarks>The operators with a tilde compare as text_pattern_ops do: see the schema.</remarks>
internal static class PostgresDeliveryQueries
{
    public static PostgresStatement Event(WorkspaceId workspace, string eventId) => new(
        "SELECT Fingerprint, Deliveries, ExpiresAt FROM EventId WHERE Workspace = $1 AND Id = $2",
        workspace.Value,
        eventId);

    public static PostgresStatement LastSequence(WorkspaceId workspace) => new(
        "SELECT coalesce((SELECT Sequence FROM EventHead WHERE Workspace = $1), 0)",
        workspace.Value);

    // One statement, and so one moment: no event comes in between the version and the deliveries. A row with the version
    // is there also where nothing is pending.
    public static PostgresStatement Pending(InstallationKey installation, long? after, int limit) => new(
        """
        SELECT (SELECT Version FROM Queue WHERE Workspace = $1 AND App = $2), Record,
        (SELECT Item FROM Event WHERE Workspace = $1 AND Event.Sequence = page.Sequence)
        FROM (SELECT 1) AS always LEFT JOIN
        (
            SELECT Sequence, Record FROM Delivery
            WHERE Workspace = $1 AND App = $2 AND Status = 1 AND Sequence + 0 > $3
            ORDER BY Sequence + 0 LIMIT $4
        ) AS page ON true
        """,
        installation.Workspace.Value,
        installation.App.Value,
        after ?? long.MinValue,
        (long)limit);

    public static PostgresStatement CountPending(InstallationKey installation) => new(
        "SELECT count(*)::integer FROM Delivery WHERE Workspace = $1 AND App = $2 AND Status = 1 AND Sequence + 0 > 0",
        installation.Workspace.Value,
        installation.App.Value);

    public static PostgresStatement Due(DateTimeOffset now, int limit) => new(
        "SELECT Workspace, App FROM Queue WHERE DueAt <= $1 ORDER BY DueAt LIMIT $2",
        now.UtcTicks,
        (long)limit);

    public static PostgresStatement CountOpenQueues() => new("SELECT count(*)::integer FROM Queue");

    // Newest first in three ways: each is the order of the one index that fits the filter.
    public static PostgresStatement ByApp(AppId app, DeliveryFilter filter, DeliveryId? before, int limit)
    {
        var sequence = before?.Sequence ?? long.MaxValue;
        var (position, isAfter, order) = (filter.Workspace, filter.Status) switch
        {
            (not null, _) => (sequence, "Sequence <= $2 AND (Sequence < $2 OR Workspace < $3)", "Sequence DESC"),
            (_, not null) => (~sequence, "~Sequence >= $2 AND (~Sequence > $2 OR Workspace < $3)", "~Sequence, Workspace USING ~>~"),
            _ => (-sequence, "-Sequence >= $2 AND (-Sequence > $2 OR Workspace < $3)", "-Sequence, Workspace USING ~>~"),
        };
        var values = new List<object?> { app.Value, position, before?.Workspace.Value ?? "", (long)limit };
        string Equals(string column, object value)
        {
            values.Add(value);
            return $"AND {column} = ${values.Count}";
        }

        return new(
            $"""
            SELECT Record FROM Delivery
            WHERE App = $1 AND {isAfter}
            {(filter.Workspace is { } workspace ? Equals("Workspace", workspace.Value) : "")}
            {(filter.Status is { } status ? Equals("Status", (short)status) : "")}
            {(filter.Topic is { } topic ? Equals("Topic", topic.Value) : "")}
            ORDER BY {order} LIMIT $4
            """,
            [.. values]);
    }

    public static PostgresStatement Delivery(AppId app, DeliveryId id) => new(
        """
        SELECT Record, (SELECT Item FROM Event WHERE Workspace = $2 AND Sequence = $3) FROM Delivery
        WHERE App = $1 AND Workspace = $2 AND Sequence = $3
        """,
        app.Value,
        id.Workspace.Value,
        id.Sequence);
}
