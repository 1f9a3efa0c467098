using Azure;
using Azure.Data.Tables;
using Orleans;
using Orleans.Runtime;

namespace Registry.AzureTables;

/// <summary>One cluster's rows, read as they were at one moment.</summary>
internal sealed class SiloTable(TableClient table, string clusterId)
{
    // Each further attempt means that the membership changed during the one before.
    private const int Attempts = 50;

    /// <summary>The filter that finds all rows of the cluster.</summary>
    public string All { get; } = TableClient.CreateQueryFilter($"PartitionKey eq {clusterId}");

    /// <summary>The version row and what else <paramref name="filter"/> finds in the cluster's partition.</summary>
    /// <remarks>
    /// A query is answered in pages, each a request of its own, so a change may fall between them; a new version with an old silo
    /// row would let a change succeed that overwrites one it never saw. Every change replaces the version row. So where that has
    /// the same ETag before, in, and after the query, nothing changed meanwhile, whoever the writers are.
    /// </remarks>
    public async Task<(TableEntity Version, List<TableEntity> Silos)> ReadAsync(string filter, CancellationToken cancellationToken)
    {
        var before = await ReadVersionAsync(cancellationToken).ConfigureAwait(false);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var rows = new List<TableEntity>();
            await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                rows.Add(row);
            }

            var after = await ReadVersionAsync(cancellationToken).ConfigureAwait(false);
            var version = rows.Find(row => row.RowKey == VersionRow.Key);
            if (version is not null && version.ETag == before.ETag && version.ETag == after.ETag)
            {
                rows.RemoveAll(row => VersionRow.IsOne(row.RowKey));
                return (version, rows);
            }

            before = after;
        }

        throw new OrleansException($"The membership of cluster \"{clusterId}\" changed during each of {Attempts} attempts to read it.");
    }

    /// <summary>The write of the version row that goes with every change, and lets it happen only where no other did since the read.</summary>
    public TableTransactionAction Advance(TableVersion next) => new(
        TableTransactionActionType.UpdateReplace,
        VersionRow.From(clusterId, next.Version),
        new ETag(next.VersionEtag));

    private async Task<TableEntity> ReadVersionAsync(CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(clusterId, VersionRow.Key, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        return row.HasValue
            ? row.Value!
            : throw new OrleansException($"The membership table \"{table.Name}\" has no version row of cluster \"{clusterId}\".");
    }
}
