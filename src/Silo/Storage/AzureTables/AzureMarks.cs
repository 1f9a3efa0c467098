using System.Collections.Immutable;
using Azure;
using Azure.Data.Tables;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>
/// Says which installations have a marked row, so that they are found without reading all rows. A mark is there before a
/// row is marked. One that is left over does no harm: the repair looks at it and takes it away.
/// </summary>
/// <remarks>
/// A mark may be taken away only as it was before both rows were read and written unmarked: if another change is announced
/// at the same time then either its mark is a newer one, which stays, or it finds the rows changed and starts over.
/// </remarks>
internal sealed class AzureMarks(TableClient table)
{
    private const string Prefix = "mark";

    private const int FirstPage = 100;

    /// <summary>Adds the mark or makes it a newer one.</summary>
    public async Task<ETag?> AddAsync(InstallationKey key)
    {
        var row = AzureKey.Join(key);
        var answer = await table.UpsertEntityAsync(new TableEntity(Partition(row), row), TableUpdateMode.Replace).ConfigureAwait(false);
        return answer.Headers.ETag;
    }

    public async Task<ETag?> FindAsync(InstallationKey key)
    {
        var row = AzureKey.Join(key);
        return (await AzureTables.FindAsync(table, Partition(row), row).ConfigureAwait(false))?.ETag;
    }

    public async Task RemoveAsync(InstallationKey key, ETag? mark)
    {
        if (mark is { } known)
        {
            var row = AzureKey.Join(key);
            await AzureWrites.TryDeleteAsync(table, Partition(row), row, known).ConfigureAwait(false);
        }
    }

    public Task<ImmutableArray<InstallationKey>> ReadAsync(InstallationKey? after, int limit)
    {
        var position = after is { } last ? AzureKey.Join(last) : "";
        var shards = AzureKey.Partitions(Prefix).Select(partition => AzureTables.QueryAsync(
            table,
            TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {position}"),
            Math.Min(limit, FirstPage),
            ["RowKey"]));
        return AzureTables.TakeAsync(OrderedMerge.ByRowKey(shards).Select(row => AzureKey.Split(row.RowKey)), limit);
    }

    private static string Partition(string row) => AzureKey.PartitionOf(Prefix, row);
}
