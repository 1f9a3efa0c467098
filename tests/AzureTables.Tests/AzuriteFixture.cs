using Azure.Data.Tables;
using Registry.Servers;

[assembly: AssemblyFixture(typeof(Registry.AzureTables.Tests.AzuriteFixture))]

namespace Registry.AzureTables.Tests;

/// <summary>One Azurite for all tests; each has tables of its own.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteServer? server;

    public string ConnectionString => server!.ConnectionString;

    public async ValueTask InitializeAsync() => server = await AzuriteServer.StartAsync();

    public ValueTask DisposeAsync() => server!.DisposeAsync();

    public TableServiceClient Client(TableClientOptions? options = null) => new(ConnectionString, options);

    public static string NewName() => $"T{Guid.NewGuid():N}";

    public async Task<TableClient> NewTableAsync()
    {
        var table = Client().GetTableClient(NewName());
        await table.CreateAsync(TestContext.Current.CancellationToken);
        return table;
    }
}
