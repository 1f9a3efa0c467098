using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>
/// Gives the events of a workspace their order and stores them: one write at a time, so that none can be read before those
/// that come before it; whatever arrives meanwhile goes into the next write. For one grain, on its own thread.
/// </summary>
internal sealed class EventLog(WorkspaceId workspace, IDeliveryStore store, ISiloLease lease, TimeProvider clock, Action giveUp)
{
    // So that a write stays below what every storage takes at once.
    private const int MaxBytes = 1024 * 1024;

    private const int MaxEvents = 64;

    // Long enough for whoever accepted the events to wake the queues. Somebody else looks after a queue only where the
    // silo that was to do it is gone.
    private static readonly TimeSpan WakeTime = TimeSpan.FromSeconds(10);

    private readonly Queue<Pending> queue = new();
    private bool isWriting;
    private long last = -1;

    /// <summary>Stores an event; it is on disk when the call returns.</summary>
    /// <returns>The event with its place.</returns>
    public Task<StoredEvent> AppendAsync(StoredEvent draft)
    {
        var pending = new Pending(draft);
        queue.Enqueue(pending);
        if (!isWriting)
        {
            isWriting = true;
            WriteAllAsync().Ignore();
        }

        return pending.Completion.Task;
    }

    private async Task WriteAllAsync()
    {
        while (queue.Count > 0)
        {
            var batch = Take();
            try
            {
                var events = await WriteAsync(batch);
                for (var i = 0; i < batch.Count; i++)
                {
                    batch[i].Completion.SetResult(events[i]);
                }
            }
            catch (Exception exception)
            {
                // What is stored now is not known: the next activation looks.
                giveUp();
                batch.ForEach(pending => pending.Completion.SetException(exception));
            }
        }

        isWriting = false;
    }

    private async Task<ImmutableArray<StoredEvent>> WriteAsync(List<Pending> batch)
    {
        if (last < 0)
        {
            last = await store.GetLastSequenceAsync(workspace);
        }

        lease.Demand();
        var now = clock.GetUtcNow();
        var next = Math.Max(last + 1, EventSequence.Of(now));
        var events = batch.Select((pending, position) => pending.Draft with { Id = new(workspace, next + position) }).ToImmutableArray();
        try
        {
            await store.AddAsync(events, now + WakeTime);
            last = events[^1].Id.Sequence;
            return events;
        }
        catch
        {
            last = -1;
            throw;
        }
    }

    private List<Pending> Take()
    {
        List<Pending> taken = [];
        for (var bytes = 0; taken.Count < MaxEvents && queue.TryPeek(out var next) && (taken.Count == 0 || bytes + next.Draft.Item.Length <= MaxBytes);)
        {
            bytes += next.Draft.Item.Length;
            taken.Add(queue.Dequeue());
        }

        return taken;
    }

    private sealed record Pending(StoredEvent Draft)
    {
        public TaskCompletionSource<StoredEvent> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
