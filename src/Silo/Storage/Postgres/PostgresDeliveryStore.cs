using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Npgsql;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

internal sealed class PostgresDeliveryStore(PostgresTables tables) : IDeliveryStore
{
    public async Task<AcceptedEvent?> FindEventAsync(WorkspaceId workspace, string eventId)
    {
        var found = await tables.ReadAsync("event.find", PostgresDeliveryQueries.Event(workspace, eventId), row => new AcceptedEvent(
            row.GetString(0),
            row.GetInt32(1),
            new(row.GetInt64(2), TimeSpan.Zero))).ConfigureAwait(false);
        return found.SingleOrDefault();
    }

    public async Task<long> GetLastSequenceAsync(WorkspaceId workspace)
    {
        var found = await tables.ReadAsync("event.last", PostgresDeliveryQueries.LastSequence(workspace), row => row.GetInt64(0)).ConfigureAwait(false);
        return found.Single();
    }

    public async Task AddAsync(ImmutableArray<StoredEvent> events, DateTimeOffset dueAt)
    {
        if (events is [var first, ..] && await tables.WriteAsync("event.add", PostgresDeliveryWrites.Add(events, dueAt)).ConfigureAwait(false) == 0)
        {
            throw EventSequence.Taken(first.Id.Workspace);
        }
    }

    public async Task<PendingDeliveries> ReadPendingAsync(InstallationKey installation, long? after, int limit)
    {
        var rows = await tables.ReadAsync("delivery.pending", PostgresDeliveryQueries.Pending(installation, after, limit), row => (
            Version: row.IsDBNull(0) ? null : row.GetInt64(0).ToString(CultureInfo.InvariantCulture),
            Delivery: row.IsDBNull(1) ? null : Delivery(row, 1))).ConfigureAwait(false);
        return new(rows[0].Version, [.. rows.Select(row => row.Delivery).OfType<StoredDelivery>()]);
    }

    public async Task<int> CountPendingAsync(InstallationKey installation)
    {
        var found = await tables.ReadAsync("delivery.count", PostgresDeliveryQueries.CountPending(installation), row => row.GetInt32(0)).ConfigureAwait(false);
        return found.Single();
    }

    // Statements that wait together share a round trip and a transaction.
    public Task UpdateAsync(InstallationKey installation, ImmutableArray<Delivery> deliveries) =>
        Task.WhenAll(deliveries.Select(each => tables.WriteAsync("delivery.update", PostgresDeliveryWrites.Update(installation, each))));

    public Task PostponeAsync(InstallationKey installation, DateTimeOffset dueAt) =>
        tables.WriteAsync("queue.postpone", PostgresDeliveryWrites.Postpone(installation, dueAt));

    public Task CloseAsync(InstallationKey installation, string version) =>
        tables.WriteAsync("queue.close", PostgresDeliveryWrites.Close(installation, version));

    public Task<ImmutableArray<InstallationKey>> ReadDueAsync(DateTimeOffset now, int limit) => tables.ReadAsync(
        "queue.due",
        PostgresDeliveryQueries.Due(now, limit),
        row => new InstallationKey(WorkspaceId.Parse(row.GetString(0)), AppId.Parse(row.GetString(1))));

    public async Task<int> CountOpenQueuesAsync()
    {
        var found = await tables.ReadAsync("queue.count", PostgresDeliveryQueries.CountOpenQueues(), row => row.GetInt32(0)).ConfigureAwait(false);
        return found.Single();
    }

    public Task<ImmutableArray<Delivery>> ReadByAppAsync(AppId app, DeliveryFilter filter, DeliveryId? before, int limit) =>
        tables.ReadAsync("delivery.list", PostgresDeliveryQueries.ByApp(app, filter, before, limit), row => Record(row, 0));

    public async Task<StoredDelivery?> FindAsync(AppId app, DeliveryId id)
    {
        var found = await tables.ReadAsync("delivery.find", PostgresDeliveryQueries.Delivery(app, id), row => Delivery(row, 0)).ConfigureAwait(false);
        return found.SingleOrDefault();
    }

    public async Task<int> DeleteExpiredAsync(DateTimeOffset before, DateTimeOffset now, int limit)
    {
        var deleted = await DeleteAsync(PostgresDeliveryWrites.DeleteDeliveries(before, limit)).ConfigureAwait(false);

        // An event goes after its deliveries, and there may be events without any. In steps, so that others get their turns.
        while (await DeleteAsync(PostgresDeliveryWrites.DeleteEvents(before, limit)).ConfigureAwait(false) == limit)
        {
        }

        while (await DeleteAsync(PostgresDeliveryWrites.DeleteEventIds(now, limit)).ConfigureAwait(false) == limit)
        {
        }

        return deleted;
    }

    private Task<int> DeleteAsync(PostgresStatement statement) => tables.WriteAsync("delivery.delete_expired", statement);

    private static Delivery Record(NpgsqlDataReader row, int column) => JsonSerializer.Deserialize(row.GetString(column), StateJson.Default.Delivery)!;

    private static StoredDelivery Delivery(NpgsqlDataReader row, int column) => new(Record(row, column), row.GetFieldValue<byte[]>(column + 1));
}
