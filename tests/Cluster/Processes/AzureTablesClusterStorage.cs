using Azure.Data.Tables;
using Registry.Servers;

namespace Registry.Cluster.Tests;

/// <summary>Azure Table Storage, as far as Azurite is that.</summary>
internal sealed class AzureTablesClusterStorage(AzuriteServer server) : IClusterStorage
{
    public int Port => server.Port;

    public static async Task<IClusterStorage> StartAsync() =>
        new AzureTablesClusterStorage(await AzuriteServer.StartAsync(TestContext.Current.CancellationToken));

    public IEnumerable<KeyValuePair<string, string>> Settings(int port) =>
        [new("Storage:Provider", "AzureTables"), new("Storage:ConnectionString", server.ConnectionStringThrough(port))];

    public async Task<bool> IsDeclaredDeadAsync(int siloPort)
    {
        var table = new TableClient(server.ConnectionString, "OrleansSiloInstances");
        await foreach (var row in table.QueryAsync<TableEntity>($"Port eq '{siloPort}'"))
        {
            if (row.GetString("Status") == "Dead")
            {
                return true;
            }
        }

        return false;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
