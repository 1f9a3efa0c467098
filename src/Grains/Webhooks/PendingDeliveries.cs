using System.Collections.Immutable;

namespace Registry.Grains;

/// <summary>Deliveries of one installation that are pending.</summary>
/// <param name="Version">The version of the queue, read before them; null where the queue is not open.</param>
/// <param name="Items">The deliveries, by sequence.</param>
internal sealed record PendingDeliveries(string? Version, ImmutableArray<StoredDelivery> Items);
