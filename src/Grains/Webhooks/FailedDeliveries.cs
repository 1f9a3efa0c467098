using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Finds what a replay has to send again.</summary>
internal sealed class FailedDeliveries(IDeliveryStore store)
{
    // What is sent again is noted page by page: so many deliveries are repeated at most after a crash.
    private const int PageSize = 50;

    /// <summary>Reads a part of the deliveries of a replay.</summary>
    /// <param name="app">The app.</param>
    /// <param name="replay">The replay.</param>
    /// <param name="mark">The place that the part begins after; null for the newest delivery.</param>
    /// <param name="done">The delivery that it ends before; null for the oldest one.</param>
    /// <param name="stop">Ends the reading between two pages.</param>
    public async Task<FailedStretch> ReadAsync(AppId app, ReplayJob replay, DeliveryId? mark, DeliveryId? done, CancellationToken stop)
    {
        var (since, workspace, topic) = replay.Request;
        var filter = new DeliveryFilter(workspace, topic, DeliveryStatus.Failed);
        var end = EventSequence.Of(since);

        // By its place: a replay carries the time of the event that it repeats, but belongs to those that came later.
        var begin = EventSequence.Of(replay.StartedAt);
        var marks = new ReplayMarks();
        var stretch = new FailedStretch(0, [], []);
        for (var before = mark; ;)
        {
            stop.ThrowIfCancellationRequested();
            var found = await store.ReadByAppAsync(app, filter, before, PageSize + 1);
            var wanted = found.Take(PageSize).TakeWhile(each => !IsPast(each)).Where(each => each.Id.Sequence < begin).ToArray();
            if (wanted.Length > 0)
            {
                marks.Add(before ?? JustBefore(wanted[0].Id));
                stretch = stretch with { Count = stretch.Count + wanted.Length, Oldest = [.. wanted] };
            }

            if (found.Length <= PageSize || IsPast(found[PageSize]))
            {
                return stretch with { Marks = marks.All };
            }

            before = found[PageSize - 1].Id;
        }

        bool IsPast(Delivery delivery) => delivery.Id.Sequence < end || (done is { } last && !last.IsOlderThan(delivery.Id));
    }

    // A place of its own: whatever is created later comes before it.
    private static DeliveryId JustBefore(DeliveryId id) => id with { Sequence = id.Sequence + 1 };
}
