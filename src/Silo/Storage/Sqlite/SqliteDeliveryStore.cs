using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

internal sealed class SqliteDeliveryStore(SqliteTables tables) : IDeliveryStore
{
    public async Task<AcceptedEvent?> FindEventAsync(WorkspaceId workspace, string eventId)
    {
        var found = await tables.ReadAsync("event.find", SqliteDeliveryQueries.Event(workspace, eventId), row => new AcceptedEvent(
            row.GetString(0),
            row.GetInt32(1),
            new(row.GetInt64(2), TimeSpan.Zero))).ConfigureAwait(false);
        return found.SingleOrDefault();
    }

    public async Task<long> GetLastSequenceAsync(WorkspaceId workspace)
    {
        var found = await tables.ReadAsync("event.last", SqliteDeliveryQueries.LastSequence(workspace), row => row.GetInt64(0)).ConfigureAwait(false);
        return found.Single();
    }

    public async Task AddAsync(ImmutableArray<StoredEvent> events, DateTimeOffset dueAt)
    {
        if (events is [var first, ..] && await tables.WriteAsync("event.add", SqliteDeliveryWrites.Add(events, dueAt)).ConfigureAwait(false) == 0)
        {
            throw EventSequence.Taken(first.Id.Workspace);
        }
    }

    public async Task<PendingDeliveries> ReadPendingAsync(InstallationKey installation, long? after, int limit)
    {
        var rows = await tables.ReadAsync("delivery.pending", SqliteDeliveryQueries.Pending(installation, after, limit), row => (
            Version: row.IsDBNull(0) ? null : row.GetInt64(0).ToString(CultureInfo.InvariantCulture),
            Delivery: row.IsDBNull(1) ? null : Delivery(row, 1))).ConfigureAwait(false);
        return new(rows[0].Version, [.. rows.Select(row => row.Delivery).OfType<StoredDelivery>()]);
    }

    public async Task<int> CountPendingAsync(InstallationKey installation)
    {
        var found = await tables.ReadAsync("delivery.count", SqliteDeliveryQueries.CountPending(installation), row => row.GetInt32(0)).ConfigureAwait(false);
        return found.Single();
    }

    // Statements that wait together share a transaction.
    public Task UpdateAsync(InstallationKey installation, ImmutableArray<Delivery> deliveries) =>
        Task.WhenAll(deliveries.Select(each => tables.WriteAsync("delivery.update", SqliteDeliveryWrites.Update(installation, each))));

    public Task PostponeAsync(InstallationKey installation, DateTimeOffset dueAt) =>
        tables.WriteAsync("queue.postpone", SqliteDeliveryWrites.Postpone(installation, dueAt));

    public Task CloseAsync(InstallationKey installation, string version) =>
        tables.WriteAsync("queue.close", SqliteDeliveryWrites.Close(installation, version));

    public Task<ImmutableArray<InstallationKey>> ReadDueAsync(DateTimeOffset now, int limit) => tables.ReadAsync(
        "queue.due",
        SqliteDeliveryQueries.Due(now, limit),
        row => new InstallationKey(WorkspaceId.Parse(row.GetString(0)), AppId.Parse(row.GetString(1))));

    public async Task<int> CountOpenQueuesAsync()
    {
        var found = await tables.ReadAsync("queue.count", SqliteDeliveryQueries.CountOpenQueues(), row => row.GetInt32(0)).ConfigureAwait(false);
        return found.Single();
    }

    public Task<ImmutableArray<Delivery>> ReadByAppAsync(AppId app, DeliveryFilter filter, DeliveryId? before, int limit) =>
        tables.ReadAsync("delivery.list", SqliteDeliveryQueries.ByApp(app, filter, before, limit), row => Record(row, 0));

    public async Task<StoredDelivery?> FindAsync(AppId app, DeliveryId id)
    {
        var found = await tables.ReadAsync("delivery.find", SqliteDeliveryQueries.Delivery(app, id), row => Delivery(row, 0)).ConfigureAwait(false);
        return found.SingleOrDefault();
    }

    public async Task<int> DeleteExpiredAsync(DateTimeOffset before, DateTimeOffset now, int limit)
    {
        var deleted = await DeleteAsync(SqliteDeliveryWrites.DeleteDeliveries(before, limit)).ConfigureAwait(false);

        // An event goes after its deliveries, and there may be events without any. In steps, so that others get their turns.
        while (await DeleteAsync(SqliteDeliveryWrites.DeleteEvents(before, limit)).ConfigureAwait(false) == limit)
        {
        }

        while (await DeleteAsync(SqliteDeliveryWrites.DeleteEventIds(now, limit)).ConfigureAwait(false) == limit)
        {
        }

        return deleted;
    }

    private Task<int> DeleteAsync(SqliteStatement statement) => tables.WriteAsync("delivery.delete_expired", statement);

    private static Delivery Record(SqliteDataReader row, int column) => JsonSerializer.Deserialize(row.GetString(column), StateJson.Default.Delivery)!;

    private static StoredDelivery Delivery(SqliteDataReader row, int column) => new(Record(row, column), row.GetFieldValue<byte[]>(column + 1));
}
