using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>The reads of events and deliveries. Each follows an index from the row after the last one and stops at the limit.</summary>
internal static class SqliteDeliveryQueries
{
    public static SqliteStatement Event(WorkspaceId workspace, string eventId) => new(
        "SELECT Fingerprint, Deliveries, ExpiresAt FROM EventId WHERE Workspace = $workspace AND Id = $id",
        ("$workspace", workspace.Value),
        ("$id", eventId));

    public static SqliteStatement LastSequence(WorkspaceId workspace) => new(
        "SELECT coalesce(max(Sequence), 0) FROM Event WHERE Workspace = $workspace",
        ("$workspace", workspace.Value));

    // One statement, and so one moment: no event comes in between the version and the deliveries. A row with the version
    // is there also where nothing is pending.
    public static SqliteStatement Pending(InstallationKey installation, long? after, int limit) => new(
        """
        SELECT (SELECT Version FROM Queue WHERE Workspace = $workspace AND App = $app), Record, Item
        FROM (SELECT 1) LEFT JOIN
        (
            SELECT Record, Item FROM Delivery JOIN Event USING (Workspace, Sequence)
            WHERE Workspace = $workspace AND App = $app AND Status = 1 AND Sequence > $after
            ORDER BY Sequence LIMIT $limit
        )
        """,
        ("$workspace", installation.Workspace.Value),
        ("$app", installation.App.Value),
        ("$after", after ?? long.MinValue),
        ("$limit", limit));

    public static SqliteStatement CountPending(InstallationKey installation) => new(
        "SELECT count(*) FROM Delivery WHERE Workspace = $workspace AND App = $app AND Status = 1",
        ("$workspace", installation.Workspace.Value),
        ("$app", installation.App.Value));

    public static SqliteStatement Due(DateTimeOffset now, int limit) => new(
        "SELECT Workspace, App FROM Queue WHERE DueAt <= $now ORDER BY DueAt LIMIT $limit",
        ("$now", now.UtcTicks),
        ("$limit", limit));

    public static SqliteStatement CountOpenQueues() => new("SELECT count(*) FROM Queue");

    // Within a workspace the status is looked at row by row: the plus keeps it from choosing the index.
    public static SqliteStatement ByApp(AppId app, DeliveryFilter filter, DeliveryId? before, int limit) => new(
        $"""
        SELECT Record FROM Delivery
        WHERE App = $app AND Sequence <= $sequence AND (Sequence < $sequence OR Workspace < $before)
        {(filter.Workspace is null ? "" : "AND Workspace = $workspace")}
        {(filter.Status is null ? "" : filter.Workspace is null ? "AND Status = $status" : "AND +Status = $status")}
        {(filter.Topic is null ? "" : "AND Topic = $topic")}
        ORDER BY Sequence DESC, Workspace DESC LIMIT $limit
        """,
        ("$app", app.Value),
        ("$sequence", before?.Sequence ?? long.MaxValue),
        ("$before", before?.Workspace.Value),
        ("$workspace", filter.Workspace?.Value),
        ("$status", (int?)filter.Status),
        ("$topic", filter.Topic?.Value),
        ("$limit", limit));

    public static SqliteStatement Delivery(AppId app, DeliveryId id) => new(
        """
        SELECT Record, Item FROM Delivery JOIN Event USING (Workspace, Sequence)
        WHERE App = $app AND Workspace = $workspace AND Sequence = $sequence
        """,
        ("$app", app.Value),
        ("$workspace", id.Workspace.Value),
        ("$sequence", id.Sequence));
}
