using Azure;
using Azure.Data.Tables;

namespace Registry.Silo;

/// <summary>
/// Writes on the condition that a row is as it was read. False means that it is not, or that nobody knows which of two tries
/// was refused: read again, and see what is still to do.
/// </summary>
internal static class AzureWrites
{
    /// <summary>How many rows a batch can have.</summary>
    public const int MostInBatch = 100;

    /// <summary>Puts the row in the place of the one with the ETag; null for a row that must not be there yet.</summary>
    public static Task<bool> TryPutAsync(TableClient table, TableEntity row, ETag? etag) => TryAsync(() => etag is { } known
        ? table.UpdateEntityAsync(row, known, TableUpdateMode.Replace)
        : table.AddEntityAsync(row));

    public static Task<bool> TryDeleteAsync(TableClient table, TableEntity row) =>
        TryDeleteAsync(table, row.PartitionKey, row.RowKey, row.ETag);

    public static Task<bool> TryDeleteAsync(TableClient table, string partition, string row, ETag etag) =>
        TryAsync(() => table.DeleteEntityAsync(partition, row, etag));

    /// <summary>Changes the properties that the row has here, whatever else is in it; false where it is gone.</summary>
    public static Task<bool> TryMergeAsync(TableClient table, TableEntity row) =>
        TryAsync(() => table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Merge));

    /// <summary>All of them or none; one partition, up to <see cref="MostInBatch"/>.</summary>
    public static Task<bool> TrySubmitAsync(TableClient table, IReadOnlyCollection<TableTransactionAction> batch) =>
        batch.Count == 0 ? Task.FromResult(true) : TryAsync(() => table.SubmitTransactionAsync(batch));

    private static async Task<bool> TryAsync(Func<Task> write)
    {
        try
        {
            await write().ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 409 or 412)
        {
            // 404 is a table that is gone, too, and then the next read says so.
            return false;
        }
        catch (UncertainWriteException)
        {
            return false;
        }
    }
}
