using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;
using Orleans.Clustering.AzureStorage;
using Orleans.Configuration;
using Orleans.Messaging;
using Orleans.Runtime;

namespace Registry.AzureTables;

/// <summary>The silos that a client may connect to: active, with a port for clients. Only reads.</summary>
internal sealed class AzureGatewayList(
    IOptions<AzureStorageGatewayOptions> options,
    IOptions<ClusterOptions> cluster,
    IOptions<GatewayOptions> gateways) : IGatewayListProvider
{
    private readonly TableClient table =
        TableRules.Open(nameof(AzureStorageGatewayOptions), options.Value.TableServiceClient, options.Value.TableName);

    private readonly string filter = TableClient.CreateQueryFilter(
        $"PartitionKey eq {cluster.Value.ClusterId} and Status eq {nameof(SiloStatus.Active)} and ProxyPort ne {"0"}");

    public TimeSpan MaxStaleness => gateways.Value.GatewayListRefreshPeriod;

    public bool IsUpdatable => true;

    public Task InitializeGatewayListProvider() => Task.CompletedTask;

    public Task InitializeGatewayListProviderAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IList<Uri>> GetGateways() => GetGatewaysAsync(default);

    public async Task<IList<Uri>> GetGatewaysAsync(CancellationToken cancellationToken)
    {
        var found = new List<Uri>();
        try
        {
            await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                // A newer Orleans package marks copies of the version row as active.
                if (!VersionRow.IsOne(row.RowKey) && SiloRow.TryParse(row, out var entry) && entry.ProxyPort > 0)
                {
                    var silo = entry.SiloAddress;
                    found.Add(SiloAddress.New(silo.Endpoint.Address, entry.ProxyPort, silo.Generation).ToGatewayUri());
                }
            }
        }
        catch (RequestFailedException fault) when (fault.IsTableMissing)
        {
            // The first silo makes it.
        }

        return found;
    }
}
