using System.Collections.Immutable;
using Azure.Data.Tables;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>
/// Changes deliveries that are pending. One that is done is listed as that first; then its pending row goes, and only then it
/// is done. Each write is on the condition that the row is as it was read, so that a late one changes nothing.
/// </summary>
internal sealed class AzureDeliveryWriter(AzureTables tables)
{
    private const int Attempts = 10;

    public async Task UpdateAsync(InstallationKey installation, ImmutableArray<Delivery> deliveries)
    {
        foreach (var part in deliveries.OrderBy(each => each.Id.Sequence).Chunk(AzureWrites.MostInBatch))
        {
            for (var attempt = 1; !await TryUpdateAsync(installation, part).ConfigureAwait(false); attempt++)
            {
                if (attempt == Attempts)
                {
                    throw new TimeoutException($"The deliveries of {installation} changed {Attempts} times in between.");
                }
            }
        }
    }

    private async Task<bool> TryUpdateAsync(InstallationKey installation, Delivery[] deliveries)
    {
        var (first, last) = (deliveries[0].Id, deliveries[^1].Id);
        var pending = await RowsAsync(
            tables.Events,
            $"PartitionKey eq '{installation.Workspace}' and RowKey ge '{AzureEventKey.Pending(installation.App, first.Sequence)}' and RowKey le '{AzureEventKey.Pending(installation.App, last.Sequence)}'").ConfigureAwait(false);
        Delivery[] changed = [.. deliveries.Where(each => pending.ContainsKey(each.Id.Sequence))];
        Delivery[] done = [.. changed.Where(each => each.Status != DeliveryStatus.Pending)];
        if (done.Length > 0)
        {
            var listed = await RowsAsync(
                tables.Deliveries,
                $"PartitionKey eq '{AzureEventKey.Partition(installation.App, installation.Workspace)}' and RowKey ge '{AzureEventKey.Newest(last)}' and RowKey le '{AzureEventKey.Newest(first)}' and {AzureDeliveryRow.Workspace} eq '{installation.Workspace}'").ConfigureAwait(false);
            if (!await AzureWrites.TrySubmitAsync(tables.Deliveries, [.. done.Select(each => Replace(AzureDeliveryRow.Listed(each), listed.GetValueOrDefault(each.Id.Sequence)))]).ConfigureAwait(false))
            {
                return false;
            }
        }

        return await AzureWrites.TrySubmitAsync(
            tables.Events,
            [.. changed.Select(each => Change(each, pending[each.Id.Sequence]))]).ConfigureAwait(false);
    }

    private static TableTransactionAction Change(Delivery delivery, TableEntity known) => delivery.Status == DeliveryStatus.Pending
        ? Replace(AzureDeliveryRow.Pending(delivery, known.GetBoolean(AzureDeliveryRow.IsAhead) == true ? known.GetString(AzureEventRow.Token) : null), known)
        : new(TableTransactionActionType.Delete, known, known.ETag);

    private static TableTransactionAction Replace(TableEntity row, TableEntity? known) => known is null
        ? new(TableTransactionActionType.Add, row)
        : new(TableTransactionActionType.UpdateReplace, row, known.ETag);

    private static async Task<Dictionary<long, TableEntity>> RowsAsync(TableClient table, string filter)
    {
        var rows = await AzureTables.QueryAsync(table, filter, AzureWrites.MostInBatch, ["PartitionKey", "RowKey", "Timestamp", AzureDeliveryRow.Sequence, AzureDeliveryRow.IsAhead, AzureEventRow.Token]).ToListAsync().ConfigureAwait(false);
        return rows.ToDictionary(AzureDeliveryRow.SequenceOf);
    }
}
