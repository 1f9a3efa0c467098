using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>
/// Events that were accepted, and their deliveries. An installation with deliveries that are pending has an entry among the
/// <em>open queues</em>, which says when somebody has to look after it. Errors as in <see cref="IInstallationIndex"/>.
/// </summary>
/// <remarks>
/// One grain at a time adds the events of a workspace, and one works off the deliveries of an installation. Every write is
/// durable when the call returns. A write whose answer was lost may still arrive later.
/// </remarks>
internal interface IDeliveryStore
{
    /// <summary>The event that was accepted under an id given by its publisher, also where that is long ago; null if there is none.</summary>
    Task<AcceptedEvent?> FindEventAsync(WorkspaceId workspace, string eventId);

    /// <summary>The sequence of the last event of a workspace; 0 where there is none.</summary>
    Task<long> GetLastSequenceAsync(WorkspaceId workspace);

    /// <summary>
    /// Stores events of one workspace, with a pending delivery to each recipient. Each event either exists with all its
    /// deliveries or not at all, and an event can be read only after all those before it. Opens the queues of the recipients:
    /// one that was closed is to be looked after at <paramref name="dueAt"/>, one that is open when it was to be before; the
    /// version of each changes.
    /// </summary>
    /// <param name="events">By sequence, higher than all that there are.</param>
    /// <param name="dueAt">When a queue that was closed has to be looked after.</param>
    Task AddAsync(ImmutableArray<StoredEvent> events, DateTimeOffset dueAt);

    /// <summary>Pending deliveries of an installation with their events, by sequence, after <paramref name="after"/>, up to <paramref name="limit"/>.</summary>
    /// <returns>The version of the queue was read before the deliveries; null where the queue is not open.</returns>
    Task<PendingDeliveries> ReadPendingAsync(InstallationKey installation, long? after, int limit);

    /// <summary>How many deliveries of an installation are pending.</summary>
    Task<int> CountPendingAsync(InstallationKey installation);

    /// <summary>Replaces deliveries of one installation. One that is not pending there any more stays as it is.</summary>
    Task UpdateAsync(InstallationKey installation, ImmutableArray<Delivery> deliveries);

    /// <summary>Says when an open queue has to be looked after. Its version stays.</summary>
    Task PostponeAsync(InstallationKey installation, DateTimeOffset dueAt);

    /// <summary>Closes a queue that has nothing pending, unless its version has changed since.</summary>
    Task CloseAsync(InstallationKey installation, string version);

    /// <summary>Installations whose queue has to be looked after at <paramref name="now"/> or before, up to <paramref name="limit"/>.</summary>
    Task<ImmutableArray<InstallationKey>> ReadDueAsync(DateTimeOffset now, int limit);

    /// <summary>How many queues are open. Others may be opened and closed while it counts.</summary>
    Task<int> CountOpenQueuesAsync();

    /// <summary>Deliveries of an app, newest first (by sequence, then workspace, both descending), that come after <paramref name="before"/> in that order, up to <paramref name="limit"/>.</summary>
    Task<ImmutableArray<Delivery>> ReadByAppAsync(AppId app, DeliveryFilter filter, DeliveryId? before, int limit);

    /// <summary>One delivery with its event; null if there is none.</summary>
    Task<StoredDelivery?> FindAsync(AppId app, DeliveryId id);

    /// <summary>
    /// Deletes what is older: events and deliveries whose sequence is below that of <paramref name="before"/> and which are
    /// not pending, and ids of events that expired before <paramref name="now"/>; up to <paramref name="limit"/> deliveries.
    /// </summary>
    /// <returns>How many deliveries were deleted.</returns>
    Task<int> DeleteExpiredAsync(DateTimeOffset before, DateTimeOffset now, int limit);
}
