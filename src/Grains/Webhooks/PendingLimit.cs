using Microsoft.Extensions.Options;

namespace Registry.Grains;

/// <summary>
/// How many deliveries may wait for an installation, on this silo. What may wait in all is shared out among the open queues,
/// so that it is bounded although nobody counts all deliveries; and where it gets scarce, the longest queues give first.
/// </summary>
internal sealed class PendingLimit(IDeliveryStore store, IOptions<DeliveryOptions> options)
{
    // A queue that is blocked for longer is looked after meanwhile, because the limit may have shrunk.
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(15);

    // Queues with a smaller part of what may wait in all are not: there may be very many of them, and they hardly count.
    private const int Parts = 100_000;

    private volatile int openQueues;

    public int PerInstallation =>
        Math.Min(options.Value.MaxPending, Math.Max(1, options.Value.MaxPendingInAll / Math.Max(1, openQueues)));

    /// <summary>Counts the open queues. Where that fails, what was known before holds.</summary>
    public async Task RefreshAsync() => openQueues = await store.CountOpenQueuesAsync();

    /// <summary>When to look after a queue again in which <paramref name="pending"/> deliveries have to wait until <paramref name="dueAt"/>.</summary>
    public DateTimeOffset LookAgainAt(DateTimeOffset dueAt, int pending, DateTimeOffset now) =>
        pending > options.Value.MaxPendingInAll / Parts && dueAt - now > LongestRest ? now + LongestRest : dueAt;
}
