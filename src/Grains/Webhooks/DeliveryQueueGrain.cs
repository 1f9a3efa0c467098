using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

[GrainType("delivery-queue")]
#pragma warning disable CA1001 // What it owns is disposed of on deactivation.
internal sealed partial class DeliveryQueueGrain(
    IDeliveryStore store,
    DeliveryAttempts attempts,
    ManifestCache cache,
    QueueFailures failures,
    ISiloLease lease,
    TimeProvider clock,
    PendingLimit limit,
    ILogger<DeliveryQueueGrain> logger) : Grain, IDeliveryQueueGrain
#pragma warning restore CA1001
{
    // What was delivered is noted page by page: so many notifications are repeated at most after a crash.
    private const int PageSize = 32;

    // Who waits longer gives its place in memory up and is woken when it is time. Also for how long nobody looks after a
    // queue again that somebody works off: so long it takes at most until another does, when that one is gone.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    // More than may ever wait.
    private const int Unknown = 1_000_000_000;

    private readonly CancellationTokenSource stop = new();
    private readonly HeldManifests manifests = new(cache);
    private InstallationKey key;
    private Task working = Task.CompletedTask;
    private bool isAwake;

    // How many wait, more or less. An activation does not know, so it counts before it begins.
    private int pending = Unknown;

    // Until then the first one has to wait, and all others behind it.
    private DateTimeOffset blockedUntil;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        key = InstallationKey.Parse(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        // The attempt under way is brought to its end, so that a drain repeats nothing.
        await stop.CancelAsync();
        await working.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        stop.Dispose();
        manifests.Release();
    }

    public async Task WakeAsync(int added)
    {
        pending += added;
        if (added > 0 && clock.GetUtcNow() < blockedUntil && pending <= limit.PerInstallation)
        {
            return;
        }

        isAwake = true;
        if (working.IsCompleted && !stop.IsCancellationRequested)
        {
            working = WorkAsync();
        }

        if (added == 0)
        {
            await store.PostponeAsync(key, clock.GetUtcNow() + LongestWait);
        }
    }

    private async Task WorkAsync()
    {
        try
        {
            while (isAwake && !stop.IsCancellationRequested)
            {
                isAwake = false;
                await WorkOffAsync();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            // Whatever it is: what is pending stays so, and the queue is due again soon.
            failures.Add(key, exception);
            DeactivateOnIdle();
        }
    }

    private async Task WorkOffAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            await LimitAsync();
            var page = await store.ReadPendingAsync(key, null, PageSize);
            if (await DeliverAsync(page.Items) is { } dueAt)
            {
                if (!await WaitAsync(dueAt))
                {
                    return;
                }
            }
            else if (page.Items.Length < PageSize)
            {
                // That was all there was. If something has come since, its version keeps the queue open.
                if (!isAwake)
                {
                    pending = 0;
                    await CloseAsync(page);
                }

                return;
            }
        }
    }

    private Task CloseAsync(PendingDeliveries page) => page.Version is { } version ? store.CloseAsync(key, version) : Task.CompletedTask;

    /// <returns>When to go on with the first one that is left; null where all is done.</returns>
    private async Task<DateTimeOffset?> DeliverAsync(ImmutableArray<StoredDelivery> page)
    {
        List<Delivery> changed = [];
        try
        {
            foreach (var next in page)
            {
                var now = clock.GetUtcNow();
                if (next.Delivery.NextAttemptAt > now)
                {
                    return next.Delivery.NextAttemptAt;
                }

                if (stop.IsCancellationRequested)
                {
                    return now;
                }

                lease.Demand();
                var (after, retryAt) = await attempts.AttemptAsync(next, manifests);
                if (!ReferenceEquals(after, next.Delivery))
                {
                    changed.Add(after);
                }

                if (retryAt is not null)
                {
                    return retryAt;
                }
            }

            return null;
        }
        finally
        {
            await NoteAsync(changed);
        }
    }

    private async Task NoteAsync(List<Delivery> changed)
    {
        if (changed.Count > 0)
        {
            await store.UpdateAsync(key, [.. changed]);
            pending = Math.Max(0, pending - changed.Count(delivery => delivery.Status != DeliveryStatus.Pending));
        }
    }

    /// <returns>Whether the time has come.</returns>
    private async Task<bool> WaitAsync(DateTimeOffset dueAt)
    {
        var wait = dueAt - clock.GetUtcNow();
        if (wait > LongestWait)
        {
            blockedUntil = dueAt;
            await store.PostponeAsync(key, limit.LookAgainAt(dueAt, pending, clock.GetUtcNow()));
            return false;
        }

        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, clock, stop.Token);
        }

        return true;
    }

    // Counted only when there may be too many: after a wake-up the number is a guess.
    private async Task LimitAsync()
    {
        var most = limit.PerInstallation;
        if (pending <= most || (pending = await store.CountPendingAsync(key)) <= most)
        {
            return;
        }

        var now = clock.GetUtcNow();
        while (pending > most)
        {
            var oldest = await store.ReadPendingAsync(key, null, Math.Min(PageSize, pending - most));
            if (oldest.Items.IsEmpty)
            {
                return;
            }

            await store.UpdateAsync(key, [.. oldest.Items.Select(each => RetryRules.GivenUp(each.Delivery, DeliveryReason.QueueFull, now))]);
            pending -= oldest.Items.Length;
        }

        LogFull(key, most);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "More than {Limit} deliveries waited for {Installation}; the oldest were given up and can be replayed")]
    private partial void LogFull(InstallationKey installation, int limit);
}
