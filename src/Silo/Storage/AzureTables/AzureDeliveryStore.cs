using System.Collections.Immutable;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

internal sealed class AzureDeliveryStore(
    AzureTables tables,
    AzureEventWriter events,
    AzureDeliveryWriter writer,
    AzureDeliveryReader reader,
    AzureQueues queues,
    AzureEventCleaner cleaner) : IDeliveryStore
{
    public Task<AcceptedEvent?> FindEventAsync(WorkspaceId workspace, string eventId) => tables.ReadAsync("event.find", async () =>
        await AzureTables.FindAsync(tables.Events, workspace.Value, AzureEventKey.Id(eventId)).ConfigureAwait(false) is { } row
            ? AzureEventRow.Accepted(row)
            : null);

    public Task<long> GetLastSequenceAsync(WorkspaceId workspace) => tables.ReadAsync("event.last", async () =>
        (await AzureEventHead.ReadAsync(tables.Events, workspace).ConfigureAwait(false)).Sequence);

    public Task AddAsync(ImmutableArray<StoredEvent> added, DateTimeOffset dueAt) =>
        added.IsEmpty ? Task.CompletedTask : tables.WriteAsync("event.add", () => events.AddAsync(added, dueAt));

    public Task<PendingDeliveries> ReadPendingAsync(InstallationKey installation, long? after, int limit) => tables.ReadAsync("delivery.pending", async () =>
    {
        var version = await queues.GetVersionAsync(installation).ConfigureAwait(false);
        return new PendingDeliveries(version, await reader.ReadPendingAsync(installation, after, limit).ConfigureAwait(false));
    });

    public Task<int> CountPendingAsync(InstallationKey installation) =>
        tables.ReadAsync("delivery.count", () => reader.CountPendingAsync(installation));

    public Task UpdateAsync(InstallationKey installation, ImmutableArray<Delivery> deliveries) =>
        tables.WriteAsync("delivery.update", () => writer.UpdateAsync(installation, deliveries));

    public Task PostponeAsync(InstallationKey installation, DateTimeOffset dueAt) =>
        tables.WriteAsync("queue.postpone", () => queues.PostponeAsync(installation, dueAt));

    public Task CloseAsync(InstallationKey installation, string version) =>
        tables.WriteAsync("queue.close", () => queues.CloseAsync(installation, version));

    public Task<ImmutableArray<InstallationKey>> ReadDueAsync(DateTimeOffset now, int limit) =>
        tables.ReadAsync("queue.due", () => queues.ReadDueAsync(now, limit));

    public Task<int> CountOpenQueuesAsync() => tables.ReadAsync("queue.count", queues.CountAsync);

    public Task<ImmutableArray<Delivery>> ReadByAppAsync(AppId app, DeliveryFilter filter, DeliveryId? before, int limit) =>
        tables.ReadAsync("delivery.list", () => reader.ReadByAppAsync(app, filter, before, limit));

    public Task<StoredDelivery?> FindAsync(AppId app, DeliveryId id) =>
        tables.ReadAsync("delivery.find", () => reader.FindAsync(app, id));

    public Task<int> DeleteExpiredAsync(DateTimeOffset before, DateTimeOffset now, int limit) => tables.WriteAsync("delivery.delete_expired", async () =>
    {
        await cleaner.DeleteIdsAsync(now).ConfigureAwait(false);
        return await cleaner.DeleteDeliveriesAsync(before, limit).ConfigureAwait(false);
    });
}
