using System.Collections.Immutable;
using Azure.Data.Tables;
using Registry.Grains;

namespace Registry.Silo;

/// <summary>
/// Adds events. What is in other partitions comes first: hours for the cleaner, rows that list the deliveries, open queues. All
/// of that counts for nothing without the event, which comes in one batch with the head, its id and its pending deliveries.
/// </summary>
internal sealed class AzureEventWriter(AzureTables tables, AzureQueues queues, TimeProvider clock)
{
    private const int Attempts = 10;

    private const int Parallelism = 16;

    public async Task AddAsync(ImmutableArray<StoredEvent> events, DateTimeOffset dueAt)
    {
        var workspace = events[0].Id.Workspace;
        var token = Guid.NewGuid().ToString("N");
        for (var attempt = 1; ; attempt++)
        {
            var head = await AzureEventHead.ReadAsync(tables.Events, workspace).ConfigureAwait(false);
            var rest = head.Token == token ? [.. events.Where(each => each.Id.Sequence > head.Sequence)] : events;
            if (rest.IsEmpty)
            {
                return;
            }

            if (rest[0].Id.Sequence <= head.Sequence)
            {
                throw EventSequence.Taken(workspace);
            }

            if (attempt > Attempts)
            {
                throw new TimeoutException($"The events of the workspace {workspace} changed {Attempts} times in between.");
            }

            await PrepareAsync(head, rest, dueAt, isFirst: attempt == 1).ConfigureAwait(false);
            if (await TryAddAsync(head, rest, token).ConfigureAwait(false))
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 20 * attempt)), clock).ConfigureAwait(false);
        }
    }

    // Queues are opened anew each time: somebody may have closed them, and kept the events out for that.
    private async Task PrepareAsync(AzureEventHead head, ImmutableArray<StoredEvent> events, DateTimeOffset dueAt, bool isFirst)
    {
        var opening = ForEachAsync(
            events.SelectMany(each => each.Recipients.Select(app => each.DeliveryTo(app))).GroupBy(each => each.App),
            deliveries => queues.OpenAsync(new(events[0].Id.Workspace, deliveries.Key), deliveries.Last().Id.Sequence, dueAt));
        if (isFirst)
        {
            await Task.WhenAll(RecordHoursAsync(head, events), ListAsync(events)).ConfigureAwait(false);
        }

        await opening.ConfigureAwait(false);
    }

    private Task RecordHoursAsync(AzureEventHead head, ImmutableArray<StoredEvent> events)
    {
        var hours = events.Select(each => AzureEventKey.Hour(each.Id.Sequence)).Distinct().Where(hour => hour != head.Hour);
        var idHours = events.Select(each => IdHour(each)).Distinct().Where(hour => hour is not null && hour != head.IdHour);
        var rows = hours.Select(hour => AzureEventCleaner.EventRow(hour, events[0].Id.Workspace))
            .Concat(idHours.Select(hour => AzureEventCleaner.IdRow(hour!, events[0].Id.Workspace)));
        return ForEachAsync(rows, row => tables.EventExpiry.UpsertEntityAsync(row, TableUpdateMode.Replace));
    }

    private Task ListAsync(ImmutableArray<StoredEvent> events) => ForEachAsync(
        events.SelectMany(each => each.Recipients.Select(each.DeliveryTo)).GroupBy(each => each.App).SelectMany(each => each.Chunk(AzureWrites.MostInBatch)),
        deliveries => tables.Deliveries.SubmitTransactionAsync(deliveries.Select(each => Put(AzureDeliveryRow.Listed(each)))));

    private async Task<bool> TryAddAsync(AzureEventHead head, ImmutableArray<StoredEvent> events, string token)
    {
        var workspace = events[0].Id.Workspace;
        for (var known = head; !events.IsEmpty;)
        {
            var batch = AzureEventBatch.Take(events, token);
            foreach (var ahead in batch.Ahead.Chunk(AzureWrites.MostInBatch))
            {
                await tables.Events.SubmitTransactionAsync(ahead.Select(Put)).ConfigureAwait(false);
            }

            var taken = events[..batch.Count];
            var next = known with
            {
                Sequence = taken[^1].Id.Sequence,
                Token = token,
                Hour = AzureEventKey.Hour(taken[^1].Id.Sequence),
                IdHour = taken.Select(IdHour).LastOrDefault(hour => hour is not null) ?? known.IdHour,
            };
            if (!await AzureWrites.TrySubmitAsync(tables.Events, [next.Write(workspace), .. batch.Together.Select(Put)]).ConfigureAwait(false))
            {
                return false;
            }

            events = events[batch.Count..];
            if (!events.IsEmpty)
            {
                known = await AzureEventHead.ReadAsync(tables.Events, workspace).ConfigureAwait(false);
                if (known.Token != token || known.Sequence != next.Sequence)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static string? IdHour(StoredEvent added) => added.IdExpiresAt is { } time ? AzureEventKey.Hour(time) : null;

    private static TableTransactionAction Put(TableEntity row) => new(TableTransactionActionType.UpsertReplace, row);

    private static Task ForEachAsync<T>(IEnumerable<T> all, Func<T, Task> action) => Parallel.ForEachAsync(
        all,
        new ParallelOptions { MaxDegreeOfParallelism = Parallelism },
        async (each, _) => await action(each).ConfigureAwait(false));
}
