using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Orleans.Serialization;
using Orleans.Storage;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>
/// Makes and stores the changes of one grain: announce to the index, write the state, complete index, journal and
/// request log. The state write decides. What a crash or an outage leaves undone after it is made up for before the
/// next change; until then readers are led to the grain by the index and to the last change by the state.
/// </summary>
internal sealed partial class ChangeLog<TRecord, TAction, TChange, TResult>(
    IPersistentState<StoredState<TRecord, TChange>> store,
    IChangeSubject<TRecord, TAction, TChange, TResult> subject,
    IJournal journal,
    IRequestLog requests,
    Serializer<TResult> serializer,
    ISiloLease lease,
    TimeProvider clock,
    ILogger logger)
    where TRecord : class
    where TAction : struct, Enum
    where TChange : class
    where TResult : class
{
    private const int BackPage = 50;

    private readonly RequestAnswers<TResult> answers = new(subject.Owner, requests, serializer, clock);

    // Not the state of the storage bridge: that one is ahead of the storage while a write is under way.
    private volatile StoredState<TRecord, TChange> stored = store.State;

    // After an activation nobody knows whether the last change was completed.
    private bool isCompleted = store.State.Record is null;

    /// <summary>The record as it was last stored; null until the first change. Never shows a write that is under way. May be read on any thread.</summary>
    public TRecord? Record => stored.Record;

    /// <summary>Makes a change as the rules decide, and stores it together with the answer.</summary>
    /// <param name="context">Who asks, and under which conditions.</param>
    /// <param name="decide">The rules, given the record and who changes it when.</param>
    /// <param name="accept">The answer, given the record before (null where there was none) and after; the same twice where nothing changed.</param>
    /// <exception cref="RegistryUnavailableException">The storage failed; tells whether the change may have been stored.</exception>
    /// <exception cref="InconsistentStateException">Another activation has stored a change in between; nothing was changed.</exception>
    public async Task<TResult> ChangeAsync(
        ChangeContext context,
        Func<TRecord?, Stamp, Decision<TRecord, TAction>> decide,
        Func<TRecord?, TRecord, TResult> accept)
    {
        if (await answers.FindAsync(context.Idempotency, stored.LastRequest) is { } earlier)
        {
            return earlier.Answer ?? subject.Refuse(new Refusal.IdempotencyKeyReused());
        }

        // What is not there for the caller is not there under any condition (RFC 9110 section 13.2.1).
        lease.Demand();
        var now = clock.GetUtcNow();
        var current = Record;
        var decision = decide(current, new(context.Actor, now));
        if (decision is Decision<TRecord, TAction>.Refuse(Refusal.NotFound missing))
        {
            return subject.Refuse(missing);
        }

        var revision = current is null ? 0 : subject.RevisionOf(current);
        if (context.Precondition is { } precondition && !precondition.HoldsFor(revision))
        {
            return subject.Refuse(new Refusal.PreconditionFailed(revision));
        }

        switch (decision)
        {
            case Decision<TRecord, TAction>.Change(var action, var next):
                var answer = accept(current, next);
                await CommitAsync(new()
                {
                    Record = next,
                    LastChange = subject.Describe(current, next, action, context, now),
                    LastRequest = answers.ToRequest(context.Idempotency, answer),
                });
                return answer;

            case Decision<TRecord, TAction>.Refuse({ } reason):
                return await answers.RecordAsync(context.Idempotency, subject.Refuse(reason));

            default:
                return await answers.RecordAsync(context.Idempotency, accept(current, current!));
        }
    }

    /// <summary>
    /// Refuses a change to a caller for whom there is nothing here, with the same work as where there is nothing at all: how
    /// long the answer takes must not tell the one from the other.
    /// </summary>
    public async Task<TResult> RefuseAsync(ChangeContext context, Refusal reason)
    {
        if (await answers.FindAsync(context.Idempotency, null) is { } earlier)
        {
            return earlier.Answer ?? subject.Refuse(new Refusal.IdempotencyKeyReused());
        }

        lease.Demand();
        return subject.Refuse(reason);
    }

    /// <summary>
    /// Stores the record once more as it is, also where there is none yet, so that a write of a lost activation that is
    /// still on its way fails, and makes up for what a crash may have left undone after the last change.
    /// </summary>
    public async Task ReconcileAsync()
    {
        await WriteAsync(stored);
        await CompleteLastAsync();
    }

    /// <summary>One page of the journal.</summary>
    public async Task<Page<TChange>> ReadAsync(bool newestFirst, long? after, int limit)
    {
        var entries = await journal.ReadAsync(subject.Owner, newestFirst, after, limit + 1);
        var changes = entries.Select(entry => JsonSerializer.Deserialize(entry.Payload.Span, subject.ChangeJson)!).ToList();
        AddLast(changes, newestFirst, after, limit + 1);

        var items = changes.Take(limit).ToImmutableArray();
        return new(items, changes.Count > limit ? $"{subject.RevisionOf(items[^1])}" : null);
    }

    /// <summary>The last change that was made up to a moment; null where the first came later.</summary>
    public async Task<TChange?> FindAsOfAsync(DateTimeOffset time)
    {
        // Revisions follow one another without a gap, and times as the revisions do.
        var (low, high, found) = (1L, Record is { } record ? subject.RevisionOf(record) : 0, default(TChange));
        while (low <= high)
        {
            var middle = low + ((high - low) / 2);
            if ((await ReadAsync(newestFirst: false, middle - 1, limit: 1)).Items is [var change] && subject.TimeOf(change) <= time)
            {
                (low, found) = (middle + 1, change);
            }
            else
            {
                high = middle - 1;
            }
        }

        return found;
    }

    /// <summary>Changes from one backwards to the first, as far as they are asked for.</summary>
    public async IAsyncEnumerable<TChange> ReadBackAsync(TChange from)
    {
        yield return from;
        for (long? after = subject.RevisionOf(from); after is not null;)
        {
            var page = await ReadAsync(newestFirst: true, after, BackPage);
            foreach (var change in page.Items)
            {
                yield return change;
            }

            after = page.Next is null ? null : subject.RevisionOf(page.Items[^1]);
        }
    }

    private async Task CommitAsync(StoredState<TRecord, TChange> next)
    {
        try
        {
            await CompleteLastAsync();
            await subject.AnnounceAsync(next.Record!, next.LastChange!);
        }
        catch (RegistryUnavailableException exception)
        {
            throw new RegistryUnavailableException("The change was not begun.", mayHaveChanged: false, exception);
        }

        await WriteAsync(next);

        try
        {
            await CompleteLastAsync();
        }
        catch (Exception exception)
        {
            // Whatever it is: the change is on disk, so the caller is told so; the index row stays marked, which is why readers still get it right.
            LogCompletionPostponed(exception, subject.Owner);
        }
    }

    private async Task CompleteLastAsync()
    {
        if (isCompleted || stored is not { Record: { } record, LastChange: { } change })
        {
            return;
        }

        await Task.WhenAll(
            subject.CompleteAsync(record, change),
            journal.AppendAsync(subject.Owner, new(subject.RevisionOf(change), JsonSerializer.SerializeToUtf8Bytes(change, subject.ChangeJson))),
            stored.LastRequest is { } request && answers.IsKept(request) ? requests.RecordAsync(subject.Owner, request) : Task.CompletedTask);
        isCompleted = true;
    }

    private async Task WriteAsync(StoredState<TRecord, TChange> next)
    {
        await store.WriteAsync(next, subject.GiveUp);
        subject.OnStored();
        stored = next;
        isCompleted = false;
    }

    // The last change is in the state from the start, in the journal only once it is completed.
    private void AddLast(List<TChange> changes, bool newestFirst, long? after, int wanted)
    {
        if (stored.LastChange is not { } last || changes.Any(change => subject.RevisionOf(change) == subject.RevisionOf(last)))
        {
            return;
        }

        if (newestFirst && (after is null || subject.RevisionOf(last) < after))
        {
            changes.Insert(0, last);
        }
        else if (!newestFirst && changes.Count < wanted && (after is null || subject.RevisionOf(last) > after))
        {
            changes.Add(last);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The last change of {Owner} is stored; its index row and journal entry follow later")]
    private partial void LogCompletionPostponed(Exception exception, JournalOwner owner);
}
