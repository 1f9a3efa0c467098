using System.Collections.Immutable;
using Azure.Data.Tables;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>Reads deliveries. What was written before an event that then never came is none.</summary>
internal sealed class AzureDeliveryReader(AzureTables tables)
{
    private const int MostAtOnce = 32;

    private const int Slack = 8;

    public Task<ImmutableArray<StoredDelivery>> ReadPendingAsync(InstallationKey installation, long? after, int limit)
    {
        var rows = AzureTables.QueryAsync(tables.Events, PendingFilter(installation, after ?? 0), limit);
        return AzureTables.TakeAsync(EachAsync(rows, limit, async row => Join(row, await EventAsync(installation.Workspace, row).ConfigureAwait(false))), limit);
    }

    public async Task<int> CountPendingAsync(InstallationKey installation)
    {
        var rows = AzureTables.QueryAsync(tables.Events, PendingFilter(installation, 0), int.MaxValue, [AzureDeliveryRow.Sequence, AzureDeliveryRow.IsAhead, AzureEventRow.Token]);
        return await EachAsync(rows, int.MaxValue, async row => await IsAcceptedAsync(installation.Workspace, row).ConfigureAwait(false) ? row : null)
            .CountAsync().ConfigureAwait(false);
    }

    public Task<ImmutableArray<Delivery>> ReadByAppAsync(AppId app, DeliveryFilter filter, DeliveryId? before, int limit)
    {
        var (partitions, first) = filter.Workspace is { } workspace
            ? ([AzureEventKey.Partition(app, workspace)], limit)
            : (AzureKey.Partitions(app.Value), (2 * limit / AzureKey.Shards) + Slack);
        var rows = OrderedMerge.ByRowKey(partitions.Select(partition => AzureTables.QueryAsync(tables.Deliveries, Filter(partition, filter, before), first)));
        return AzureTables.TakeAsync(EachAsync(rows, limit, row => ListedAsync(app, row, filter)), limit);
    }

    public async Task<StoredDelivery?> FindAsync(AppId app, DeliveryId id)
    {
        var happened = await AzureTables.FindAsync(tables.Events, id.Workspace.Value, AzureEventKey.Event(id.Sequence)).ConfigureAwait(false);
        if (happened is null)
        {
            return null;
        }

        var pending = await AzureTables.FindAsync(tables.Events, id.Workspace.Value, AzureEventKey.Pending(app, id.Sequence)).ConfigureAwait(false);
        if (pending is not null)
        {
            return Join(pending, happened);
        }

        var listed = await AzureTables.FindAsync(tables.Deliveries, AzureEventKey.Partition(app, id.Workspace), AzureEventKey.Newest(id)).ConfigureAwait(false);
        return listed is null || IsListedPending(listed) ? null : new(AzureDeliveryRow.Read(listed), AzureEventRow.ItemOf(happened));
    }

    // While it is pending the other row knows better. Where that is gone it was done just now, or never there.
    private async Task<Delivery?> ListedAsync(AppId app, TableEntity row, DeliveryFilter filter)
    {
        if (!IsListedPending(row))
        {
            return AzureDeliveryRow.Read(row);
        }

        var id = new DeliveryId(WorkspaceId.Parse(row.GetString(AzureDeliveryRow.Workspace)), AzureDeliveryRow.SequenceOf(row));
        var pending = await AzureTables.FindAsync(tables.Events, id.Workspace.Value, AzureEventKey.Pending(app, id.Sequence)).ConfigureAwait(false);
        if (pending is not null)
        {
            return await IsAcceptedAsync(id.Workspace, pending).ConfigureAwait(false) ? AzureDeliveryRow.Read(pending) : null;
        }

        var again = await AzureTables.FindAsync(tables.Deliveries, row.PartitionKey, row.RowKey).ConfigureAwait(false);
        return again is null || IsListedPending(again) || filter.Status == DeliveryStatus.Pending ? null : AzureDeliveryRow.Read(again);
    }

    private async Task<bool> IsAcceptedAsync(WorkspaceId workspace, TableEntity pending) => pending.GetBoolean(AzureDeliveryRow.IsAhead) != true
        || await AzureTables.FindAsync(tables.Events, workspace.Value, AzureEventKey.Event(AzureDeliveryRow.SequenceOf(pending)), [AzureEventRow.Token]).ConfigureAwait(false) is { } happened
        && happened.GetString(AzureEventRow.Token) == pending.GetString(AzureEventRow.Token);

    private Task<TableEntity?> EventAsync(WorkspaceId workspace, TableEntity pending) =>
        AzureTables.FindAsync(tables.Events, workspace.Value, AzureEventKey.Event(AzureDeliveryRow.SequenceOf(pending)));

    private static StoredDelivery? Join(TableEntity pending, TableEntity? happened)
    {
        var isAccepted = happened is not null
            && (pending.GetBoolean(AzureDeliveryRow.IsAhead) != true || pending.GetString(AzureEventRow.Token) == happened.GetString(AzureEventRow.Token));
        return isAccepted ? new(AzureDeliveryRow.Read(pending), AzureEventRow.ItemOf(happened!)) : null;
    }

    private static bool IsListedPending(TableEntity row) => row.GetInt32(AzureDeliveryRow.Status) == (int)DeliveryStatus.Pending;

    private static string PendingFilter(InstallationKey installation, long after) =>
        $"PartitionKey eq '{installation.Workspace}' and RowKey gt '{AzureEventKey.Pending(installation.App, after)}' and RowKey le '{AzureEventKey.Pending(installation.App, long.MaxValue)}'";

    private static string Filter(string partition, DeliveryFilter filter, DeliveryId? before)
    {
        var position = before is { } last ? AzureEventKey.Newest(last) : "";
        var workspace = filter.Workspace is { } only ? $" and {AzureDeliveryRow.Workspace} eq '{only}'" : "";
        var topic = filter.Topic is { } one ? $" and {AzureDeliveryRow.Topic} eq '{one}'" : "";
        var status = filter.Status is { } far ? $" and {AzureDeliveryRow.Status} eq {(int)far}" : "";
        return $"PartitionKey eq '{partition}' and RowKey gt '{position}'{workspace}{topic}{status}";
    }

    // Looked up side by side, in order; no more at once than are wanted.
    private static async IAsyncEnumerable<T> EachAsync<T>(IAsyncEnumerable<TableEntity> rows, int limit, Func<TableEntity, Task<T?>> read)
        where T : class
    {
        await foreach (var some in rows.Chunk(Math.Clamp(limit, 1, MostAtOnce)).ConfigureAwait(false))
        {
            foreach (var found in await Task.WhenAll(some.Select(read)).ConfigureAwait(false))
            {
                if (found is not null)
                {
                    yield return found;
                }
            }
        }
    }
}
