using System.Globalization;
using Azure.Data.Tables;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>
/// Deletes what is old. A row per workspace and hour says where to look; it is written before the first event of the hour and
/// deleted after the last one.
/// </summary>
internal sealed class AzureEventCleaner(AzureTables tables)
{
    public static TableEntity EventRow(string hour, WorkspaceId workspace) => Row(hour, $"e,{workspace}", workspace);

    public static TableEntity IdRow(string hour, WorkspaceId workspace) => Row(hour, $"i,{workspace}", workspace);

    public async Task<int> DeleteDeliveriesAsync(DateTimeOffset before, int limit)
    {
        var deleted = 0;
        await foreach (var row in HoursAsync('e', before).ConfigureAwait(false))
        {
            var end = AzureEventKey.EndOfHour(row.PartitionKey);
            var workspace = WorkspaceId.Parse(row.RowKey[2..]);
            var (count, isEmpty) = await DeleteEventsAsync(workspace, EventSequence.Of(before < end ? before : end), limit - deleted).ConfigureAwait(false);
            deleted += count;
            if (isEmpty && end <= before)
            {
                await DeleteOrphansAsync(workspace, EventSequence.Of(end)).ConfigureAwait(false);
                await AzureWrites.TryDeleteAsync(tables.EventExpiry, row).ConfigureAwait(false);
            }

            if (deleted == limit)
            {
                break;
            }
        }

        return deleted;
    }

    public async Task DeleteIdsAsync(DateTimeOffset now)
    {
        await foreach (var row in HoursAsync('i', now).ConfigureAwait(false))
        {
            var workspace = row.RowKey[2..];
            var expired = AzureTables.QueryAsync(
                tables.Events,
                $"PartitionKey eq '{workspace}' and RowKey ge 'i,' and RowKey lt 'i-' and {AzureEventRow.ExpiresAt} lt {now.UtcTicks}L",
                AzureWrites.MostInBatch,
                ["PartitionKey", "RowKey", "Timestamp"]);
            var isEmpty = true;
            await foreach (var some in expired.Chunk(AzureWrites.MostInBatch).ConfigureAwait(false))
            {
                isEmpty &= await TryDeleteAsync(tables.Events, some).ConfigureAwait(false);
            }

            if (isEmpty && AzureEventKey.EndOfHour(row.PartitionKey) <= now)
            {
                await AzureWrites.TryDeleteAsync(tables.EventExpiry, row).ConfigureAwait(false);
            }
        }
    }

    private async Task<(int Deleted, bool IsEmpty)> DeleteEventsAsync(WorkspaceId workspace, long before, int limit)
    {
        var deleted = 0;
        var isEmpty = true;
        var events = AzureTables.QueryAsync(
            tables.Events,
            $"PartitionKey eq '{workspace}' and RowKey ge '{AzureEventKey.Event(0)}' and RowKey lt '{AzureEventKey.Event(before)}'",
            AzureWrites.MostInBatch,
            ["PartitionKey", "Timestamp", .. AzureEventRow.WithoutItem]);
        await foreach (var some in events.Chunk(AzureWrites.MostInBatch).ConfigureAwait(false))
        {
            var kept = new HashSet<string>();
            var ofApps = some.SelectMany(row => AzureEventRow.RecipientsOf(row).Select(app => (App: app, Event: row.RowKey))).GroupBy(each => each.App, each => each.Event);
            foreach (var ofApp in ofApps)
            {
                var (count, left) = await DeleteDeliveriesAsync(new(workspace, ofApp.Key), [.. ofApp], limit - deleted).ConfigureAwait(false);
                deleted += count;
                kept.UnionWith(left);
            }

            isEmpty &= kept.Count == 0 & await TryDeleteAsync(tables.Events, [.. some.Where(row => !kept.Contains(row.RowKey))]).ConfigureAwait(false);
            if (deleted == limit)
            {
                return (deleted, false);
            }
        }

        return (deleted, isEmpty);
    }

    // Deliveries of an event that never came.
    private async Task DeleteOrphansAsync(WorkspaceId workspace, long before)
    {
        var ahead = AzureTables.QueryAsync(
            tables.Events,
            $"PartitionKey eq '{workspace}' and RowKey ge 'p,' and RowKey lt 'p-' and {AzureDeliveryRow.IsAhead} eq true and {AzureDeliveryRow.Sequence} lt {before}L",
            AzureWrites.MostInBatch);
        await foreach (var row in ahead.ConfigureAwait(false))
        {
            var sequence = AzureDeliveryRow.SequenceOf(row);
            var happened = await AzureTables.FindAsync(tables.Events, row.PartitionKey, AzureEventKey.Event(sequence), [AzureEventRow.Token]).ConfigureAwait(false);
            if (happened?.GetString(AzureEventRow.Token) != row.GetString(AzureEventRow.Token))
            {
                await AzureWrites.TryDeleteAsync(tables.Events, row).ConfigureAwait(false);
            }
        }
    }

    // Events come with the keys of their rows; those whose delivery stays come back.
    private async Task<(int Deleted, IEnumerable<string> Kept)> DeleteDeliveriesAsync(InstallationKey installation, HashSet<string> events, int limit)
    {
        var (first, last) = (Sequence(events.Min(StringComparer.Ordinal)!), Sequence(events.Max(StringComparer.Ordinal)!));
        var pending = await AzureTables.QueryAsync(
            tables.Events,
            $"PartitionKey eq '{installation.Workspace}' and RowKey ge '{AzureEventKey.Pending(installation.App, first)}' and RowKey le '{AzureEventKey.Pending(installation.App, last)}'",
            AzureWrites.MostInBatch,
            [AzureDeliveryRow.Sequence]).Select(Event).ToHashSetAsync().ConfigureAwait(false);
        var listed = await AzureTables.QueryAsync(
            tables.Deliveries,
            $"PartitionKey eq '{AzureEventKey.Partition(installation.App, installation.Workspace)}' and RowKey ge '{AzureEventKey.Newest(new(installation.Workspace, last))}' and RowKey le '{AzureEventKey.Newest(new(installation.Workspace, first))}' and {AzureDeliveryRow.Workspace} eq '{installation.Workspace}'",
            AzureWrites.MostInBatch,
            ["PartitionKey", "RowKey", "Timestamp", AzureDeliveryRow.Sequence]).ToListAsync().ConfigureAwait(false);
        TableEntity[] done = [.. listed.Where(row => events.Contains(Event(row)) && !pending.Contains(Event(row))).OrderBy(AzureDeliveryRow.SequenceOf)];
        TableEntity[] some = [.. done.Take(limit)];
        return await TryDeleteAsync(tables.Deliveries, some).ConfigureAwait(false)
            ? (some.Length, pending.Concat(done.Skip(limit).Select(Event)))
            : (0, events);
    }

    private IAsyncEnumerable<TableEntity> HoursAsync(char kind, DateTimeOffset before) => AzureTables.QueryAsync(
        tables.EventExpiry,
        $"PartitionKey lt '{AzureEventKey.Hour(before.AddHours(1))}' and RowKey ge '{kind},' and RowKey lt '{kind}-'",
        AzureWrites.MostInBatch);

    private static Task<bool> TryDeleteAsync(TableClient table, TableEntity[] rows) =>
        AzureWrites.TrySubmitAsync(table, [.. rows.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, row.ETag))]);

    private static TableEntity Row(string hour, string row, WorkspaceId workspace) => new(AzureKey.PartitionOf(hour, workspace.Value), row);

    private static string Event(TableEntity delivery) => AzureEventKey.Event(AzureDeliveryRow.SequenceOf(delivery));

    private static long Sequence(string row) => long.Parse(row.AsSpan(2), CultureInfo.InvariantCulture);
}
