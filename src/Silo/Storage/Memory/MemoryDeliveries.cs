using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>Events and deliveries in memory.</summary>
internal sealed class MemoryDeliveries
{
    public Dictionary<WorkspaceId, SortedList<long, StoredEvent>> Events { get; } = [];

    public Dictionary<(WorkspaceId Workspace, string Id), AcceptedEvent> EventIds { get; } = [];

    /// <summary>All deliveries of each app, newest first.</summary>
    public Dictionary<AppId, SortedDictionary<DeliveryId, Delivery>> ByApp { get; } = [];

    /// <summary>Those of them that are pending, by installation and sequence.</summary>
    public Dictionary<InstallationKey, SortedDictionary<long, Delivery>> Pending { get; } = [];

    public Dictionary<InstallationKey, MemoryQueue> Queues { get; } = [];

    public StoredEvent? FindEvent(DeliveryId id) =>
        Events.TryGetValue(id.Workspace, out var events) ? events.GetValueOrDefault(id.Sequence) : null;

    public void Put(Delivery delivery)
    {
        if (!ByApp.TryGetValue(delivery.App, out var deliveries))
        {
            ByApp[delivery.App] = deliveries = new(DeliveryOrder.NewestFirst);
        }

        var installation = new InstallationKey(delivery.Id.Workspace, delivery.App);
        if (!Pending.TryGetValue(installation, out var pending))
        {
            Pending[installation] = pending = [];
        }

        deliveries[delivery.Id] = delivery;
        if (delivery.Status == DeliveryStatus.Pending)
        {
            pending[delivery.Id.Sequence] = delivery;
        }
        else
        {
            pending.Remove(delivery.Id.Sequence);
        }
    }
}
