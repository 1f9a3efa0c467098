using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Clustering.AzureStorage;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Registry.AzureTables;

/// <summary>The silos of one cluster in one partition of a table.</summary>
/// <remarks>
/// A lost race is <see langword="false"/>; any other fault of the storage is the <see cref="RequestFailedException"/> of the SDK
/// (an <see cref="AggregateException"/> of such, where no try got an answer), and Orleans tries again. A change that the SDK
/// sent twice, because the first answer was lost, reports a lost race although it happened; the caller then reads the table
/// again and finds it.
/// </remarks>
internal sealed partial class AzureMembershipTable(
    IOptions<AzureStorageClusteringOptions> options,
    IOptions<ClusterOptions> cluster,
    ILogger<AzureMembershipTable> logger) : IMembershipTable
{
    private readonly string clusterId = cluster.Value.ClusterId;
    private readonly TableClient table =
        TableRules.Open(nameof(AzureStorageClusteringOptions), options.Value.TableServiceClient, options.Value.TableName);

    private SiloTable Rows => field ??= new(table, clusterId);

    public Task InitializeMembershipTable(bool tryInitTableVersion) => InitializeMembershipTableAsync(tryInitTableVersion, default);

    public async Task InitializeMembershipTableAsync(bool tryInitTableVersion, CancellationToken cancellationToken)
    {
        await table.CreateIfNotExistsAsync(cancellationToken).ConfigureAwait(false);
        if (!tryInitTableVersion)
        {
            return;
        }

        // An insert that finds the row there is another silo's, or our own of an earlier start.
        try
        {
            await table.AddEntityAsync(VersionRow.From(clusterId, 0), cancellationToken).ConfigureAwait(false);
            LogVersionRowInserted(clusterId);
        }
        catch (RequestFailedException fault) when (fault.IsAlreadyThere)
        {
        }
    }

    public Task<MembershipTableData> ReadRow(SiloAddress key) => ReadRowAsync(key, default);

    public async Task<MembershipTableData> ReadRowAsync(SiloAddress key, CancellationToken cancellationToken) => await ReadAsync(
        TableClient.CreateQueryFilter($"PartitionKey eq {clusterId} and (RowKey eq {SiloRow.KeyOf(key)} or RowKey eq {VersionRow.Key})"),
        cancellationToken).ConfigureAwait(false);

    public Task<MembershipTableData> ReadAll() => ReadAllAsync(default);

    public Task<MembershipTableData> ReadAllAsync(CancellationToken cancellationToken) => ReadAsync(Rows.All, cancellationToken);

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => InsertRowAsync(entry, tableVersion, default);

    public Task<bool> InsertRowAsync(MembershipEntry entry, TableVersion tableVersion, CancellationToken cancellationToken) =>
        TryChangeAsync(new(TableTransactionActionType.Add, SiloRow.From(clusterId, entry)), tableVersion, cancellationToken);

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) =>
        UpdateRowAsync(entry, etag, tableVersion, default);

    // A silo row changes with the version row or by a sign of life, and that must not make a change fail. So the ETag of the
    // version row stands for that of the silo row (ReadAsync hands it out), and of the row itself it is asked that it exists.
    public async Task<bool> UpdateRowAsync(MembershipEntry entry, string etag, TableVersion tableVersion, CancellationToken cancellationToken) =>
        etag == tableVersion.VersionEtag && await TryChangeAsync(
            new(TableTransactionActionType.UpdateReplace, SiloRow.From(clusterId, entry), ETag.All),
            tableVersion,
            cancellationToken).ConfigureAwait(false);

    public Task UpdateIAmAlive(MembershipEntry entry) => UpdateIAmAliveAsync(entry, default);

    public Task UpdateIAmAliveAsync(MembershipEntry entry, CancellationToken cancellationToken) =>
        table.UpdateEntityAsync(SiloRow.IAmAlive(clusterId, entry), ETag.All, TableUpdateMode.Merge, cancellationToken);

    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => CleanupDefunctSiloEntriesAsync(beforeDate, default);

    public async Task CleanupDefunctSiloEntriesAsync(DateTimeOffset beforeDate, CancellationToken cancellationToken) =>
        await new SiloCleanup(table, Rows).DeleteDeadAsync(beforeDate, cancellationToken).ConfigureAwait(false);

    public Task DeleteMembershipTableEntries(string clusterId) => DeleteMembershipTableEntriesAsync(clusterId, default);

    public async Task DeleteMembershipTableEntriesAsync(string clusterId, CancellationToken cancellationToken) =>
        await SiloCleanup.DeleteAllAsync(table, clusterId, cancellationToken).ConfigureAwait(false);

    private async Task<MembershipTableData> ReadAsync(string filter, CancellationToken cancellationToken)
    {
        var (version, silos) = await Rows.ReadAsync(filter, cancellationToken).ConfigureAwait(false);
        var etag = version.ETag.ToString();
        var members = new List<Tuple<MembershipEntry, string>>(silos.Count);
        foreach (var row in silos)
        {
            if (SiloRow.TryParse(row, out var entry))
            {
                members.Add(Tuple.Create(entry, etag));
            }
            else
            {
                LogRowUnreadable(row.RowKey, clusterId);
            }
        }

        return new(members, VersionRow.Parse(version));
    }

    /// <summary>Changes rows together with the version row, or nothing.</summary>
    private async Task<bool> TryChangeAsync(TableTransactionAction change, TableVersion version, CancellationToken cancellationToken)
    {
        try
        {
            await table.SubmitTransactionAsync([change, Rows.Advance(version)], cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException fault) when (fault.IsLostRace)
        {
            LogLostRace(change.Entity.RowKey, version.Version, fault.Status);
            return false;
        }
    }
}
