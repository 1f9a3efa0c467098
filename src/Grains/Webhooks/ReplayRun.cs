using System.Collections.Immutable;
using System.Text;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>
/// Works on one replay: counts its deliveries from the newest to the oldest, then sends them again from the oldest to the
/// newest, and stores after each page how far it has come. For one grain, on its own thread.
/// </summary>
internal sealed class ReplayRun(
    AppId app,
    ReplayState state,
    Func<ReplayState, Task> saveAsync,
    IDeliveryStore store,
    FailedDeliveries failed,
    ReplayRules rules,
    HeldManifests manifests,
    IGrainFactory grains,
    ISiloLease lease,
    TimeProvider clock,
    PendingLimit limit)
{
    private static readonly TimeSpan WaitForRoom = TimeSpan.FromSeconds(5);

    private ReplayJob job = state.Running!;
    private ReplayPosition? position = state.Position;
    private bool isNoted = true;

    /// <summary>Returns when the replay is completed.</summary>
    /// <exception cref="OperationCanceledException">It was stopped; how far it has come is stored.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            if (position is null)
            {
                await CountAsync(stop);
            }

            while (position is { Marks: [.. var newer, var oldest] })
            {
                await RepeatAfterAsync(oldest, stop);
                position = position with { Marks = newer };
            }

            await CompleteAsync();
        }
        finally
        {
            manifests.Release();
        }
    }

    private async Task CountAsync(CancellationToken stop)
    {
        var all = await failed.ReadAsync(app, job, mark: null, done: null, stop);
        Come(job with { Total = all.Count }, new() { Marks = all.Marks });
        await NoteAsync();
    }

    // Between two marks there may be more than a page; then it is divided once more.
    private async Task RepeatAfterAsync(DeliveryId mark, CancellationToken stop)
    {
        var stretch = await failed.ReadAsync(app, job, mark, position!.Done, stop);
        if (stretch.Marks.Length <= 1)
        {
            await RepeatPageAsync(stretch.Oldest, stop);
            return;
        }

        foreach (var part in stretch.Marks.Reverse())
        {
            await RepeatAfterAsync(part, stop);
        }
    }

    private async Task RepeatPageAsync(ImmutableArray<Delivery> page, CancellationToken stop)
    {
        var room = new QueueRoom(store, limit);
        try
        {
            foreach (var delivery in page.Reverse())
            {
                var skipped = await RepeatAsync(delivery, room, stop);
                Come(skipped is { } reason ? Skip(reason, 1) : job with { Replayed = job.Replayed + 1 }, position! with { Done = delivery.Id });
            }
        }
        finally
        {
            await NoteAsync();
        }
    }

    /// <returns>Why it was not sent again; null where it was.</returns>
    private async Task<ReplaySkipReason?> RepeatAsync(Delivery delivery, QueueRoom room, CancellationToken stop)
    {
        var installation = new InstallationKey(delivery.Id.Workspace, app);
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            if (await rules.RefuseAsync(delivery, await manifests.GetAsync(app)) is { } reason)
            {
                return reason;
            }

            if (await room.IsLeftAsync(installation))
            {
                break;
            }

            await NoteAsync();
            await Task.Delay(WaitForRoom, clock, stop);
        }

        if (await IsRepeatedAsync(delivery))
        {
            return ReplaySkipReason.Repeated;
        }

        if (await store.FindAsync(app, delivery.Id) is not { } stored)
        {
            return ReplaySkipReason.Expired;
        }

        lease.Demand();
        await grains.GetEventLog(delivery.Id.Workspace).RepeatAsync(stored.Delivery, Encoding.UTF8.GetString(stored.Item.Span));
        room.Take(installation);
        return null;
    }

    // Where a delivery and a replay of it have failed, one of them is enough: the older, which has its place in the order.
    private async Task<bool> IsRepeatedAsync(Delivery delivery) =>
        delivery.ReplayOf is { } id
        && await store.FindAsync(app, id) is { Delivery: { Status: DeliveryStatus.Failed } original }
        && original.Id.Sequence >= EventSequence.Of(job.Request.Since);

    private Task CompleteAsync()
    {
        // Nothing that has failed goes away, except that it has been kept long enough.
        var looked = job.Replayed + job.Skips.Sum(skip => skip.Count);
        var counted = Math.Max(job.Total!.Value, looked);
        var whole = looked < counted ? Skip(ReplaySkipReason.Expired, counted - looked) : job;
        Come(whole with { Status = ReplayStatus.Completed, EndedAt = clock.GetUtcNow(), Total = counted }, null);
        return NoteAsync();
    }

    private ReplayJob Skip(ReplaySkipReason reason, int count)
    {
        var before = job.Skips.FirstOrDefault(skip => skip.Reason == reason)?.Count ?? 0;
        var others = job.Skips.Where(skip => skip.Reason != reason);
        return job with { Skips = [.. others.Append(new(reason, before + count)).OrderBy(skip => skip.Reason)] };
    }

    private void Come(ReplayJob next, ReplayPosition? to)
    {
        (job, position, isNoted) = (next, to, false);
    }

    private async Task NoteAsync()
    {
        if (!isNoted)
        {
            await saveAsync(state.With(job, position));
            isNoted = true;
        }
    }
}
