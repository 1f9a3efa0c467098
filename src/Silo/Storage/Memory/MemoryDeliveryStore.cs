using System.Collections.Immutable;
using System.Globalization;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

internal sealed class MemoryDeliveryStore(MemoryTables tables) : IDeliveryStore
{
    private readonly MemoryDeliveries data = tables.Deliveries;

    public Task<AcceptedEvent?> FindEventAsync(WorkspaceId workspace, string eventId) =>
        Run(() => data.EventIds.GetValueOrDefault((workspace, eventId)));

    public Task<long> GetLastSequenceAsync(WorkspaceId workspace) => Run(() => LastSequence(workspace));

    public Task AddAsync(ImmutableArray<StoredEvent> events, DateTimeOffset dueAt) => Run(() =>
    {
        if (events is [var first, ..] && first.Id.Sequence <= LastSequence(first.Id.Workspace))
        {
            throw EventSequence.Taken(first.Id.Workspace);
        }

        foreach (var each in events)
        {
            Add(each, dueAt);
        }

        return true;
    });

    public Task<PendingDeliveries> ReadPendingAsync(InstallationKey installation, long? after, int limit) => Run(() => new PendingDeliveries(
        data.Queues.TryGetValue(installation, out var queue) ? queue.Version.ToString(CultureInfo.InvariantCulture) : null,
        [.. Pending(installation).Where(each => each.Id.Sequence > (after ?? long.MinValue)).Take(limit).Select(WithItem)]));

    public Task<int> CountPendingAsync(InstallationKey installation) => Run(() => Pending(installation).Length);

    public Task UpdateAsync(InstallationKey installation, ImmutableArray<Delivery> deliveries) => Run(() =>
    {
        var pending = Pending(installation).Select(each => each.Id).ToHashSet();
        foreach (var delivery in deliveries.Where(each => pending.Contains(each.Id)))
        {
            data.Put(delivery);
        }

        return true;
    });

    public Task PostponeAsync(InstallationKey installation, DateTimeOffset dueAt) => Run(() =>
    {
        if (data.Queues.TryGetValue(installation, out var queue))
        {
            data.Queues[installation] = queue with { DueAt = dueAt };
        }

        return true;
    });

    public Task CloseAsync(InstallationKey installation, string version) => Run(() =>
        data.Queues.TryGetValue(installation, out var queue)
        && queue.Version.ToString(CultureInfo.InvariantCulture) == version
        && data.Queues.Remove(installation));

    public Task<ImmutableArray<InstallationKey>> ReadDueAsync(DateTimeOffset now, int limit) => Run(() => data.Queues
        .Where(pair => pair.Value.DueAt <= now)
        .OrderBy(pair => pair.Value.DueAt)
        .Select(pair => pair.Key)
        .Take(limit)
        .ToImmutableArray());

    public Task<int> CountOpenQueuesAsync() => Run(() => data.Queues.Count);

    public Task<ImmutableArray<Delivery>> ReadByAppAsync(AppId app, DeliveryFilter filter, DeliveryId? before, int limit) => Run(() => OfApp(app)
        .Where(each => before is not { } last || each.Id.IsOlderThan(last))
        .Where(each => filter.Workspace is not { } workspace || each.Id.Workspace == workspace)
        .Where(each => filter.Topic is not { } topic || each.Topic == topic)
        .Where(each => filter.Status is not { } status || each.Status == status)
        .Take(limit)
        .ToImmutableArray());

    public Task<StoredDelivery?> FindAsync(AppId app, DeliveryId id) => Run(() =>
        data.ByApp.TryGetValue(app, out var found) && found.TryGetValue(id, out var delivery) ? WithItem(delivery) : null);

    public Task<int> DeleteExpiredAsync(DateTimeOffset before, DateTimeOffset now, int limit) => Run(() =>
    {
        var sequence = EventSequence.Of(before);
        var expired = data.ByApp.Values
            .SelectMany(deliveries => deliveries.Values)
            .Where(each => each.Id.Sequence < sequence && each.Status != DeliveryStatus.Pending)
            .OrderBy(each => each.Id.Sequence)
            .Take(limit)
            .ToList();
        expired.ForEach(each => data.ByApp[each.App].Remove(each.Id));
        DeleteEvents(sequence);
        foreach (var id in data.EventIds.Where(pair => pair.Value.ExpiresAt < now).Select(pair => pair.Key).ToList())
        {
            data.EventIds.Remove(id);
        }

        return expired.Count;
    });

    private void Add(StoredEvent added, DateTimeOffset dueAt)
    {
        var (workspace, sequence) = added.Id;
        if (!data.Events.TryGetValue(workspace, out var events))
        {
            data.Events[workspace] = events = [];
        }

        events.Add(sequence, added with { Item = added.Item.ToArray() });
        if (added.IdExpiresAt is { } expiresAt)
        {
            data.EventIds[(workspace, added.EventId)] = new(added.Fingerprint, added.Recipients.Length, expiresAt);
        }

        foreach (var app in added.Recipients)
        {
            var installation = new InstallationKey(workspace, app);
            data.Put(added.DeliveryTo(app));
            data.Queues[installation] = new(sequence, data.Queues.TryGetValue(installation, out var open) ? open.DueAt : dueAt);
        }
    }

    private void DeleteEvents(long before)
    {
        var needed = data.ByApp.Values.SelectMany(deliveries => deliveries.Keys).ToHashSet();
        foreach (var events in data.Events.Values)
        {
            foreach (var expired in events.Values.Where(each => each.Id.Sequence < before && !needed.Contains(each.Id)).ToList())
            {
                events.Remove(expired.Id.Sequence);
            }
        }
    }

    private long LastSequence(WorkspaceId workspace) =>
        data.Events.TryGetValue(workspace, out var events) && events.Count > 0 ? events.GetKeyAtIndex(events.Count - 1) : 0;

    private Delivery[] OfApp(AppId app) => data.ByApp.TryGetValue(app, out var found) ? [.. found.Values] : [];

    private Delivery[] Pending(InstallationKey installation) => data.Pending.TryGetValue(installation, out var found) ? [.. found.Values] : [];

    private StoredDelivery WithItem(Delivery delivery) => new(delivery, data.FindEvent(delivery.Id)!.Item);

    private Task<T> Run<T>(Func<T> action)
    {
        lock (tables.Lock)
        {
            return Task.FromResult(action());
        }
    }
}
