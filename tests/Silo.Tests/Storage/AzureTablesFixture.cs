using Registry.Servers;

[assembly: AssemblyFixture(typeof(Registry.Silo.Tests.AzureTablesFixture))]

namespace Registry.Silo.Tests;

/// <summary>The registry over Azurite, and the server itself for tests that start registries of their own.</summary>
public sealed class AzureTablesFixture : StorageFixture
{
    private AzuriteServer? server;

    public AzuriteServer Server => server!;

    internal (string Key, string Value)[] Settings =>
        [("Storage:Provider", "AzureTables"), ("Storage:ConnectionString", Server.ConnectionString), ("Storage:StartTimeout", "00:00:00")];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Server.DisposeAsync();
    }

    internal override async Task<RegistryHost> StartAsync()
    {
        server = await AzuriteServer.StartAsync(TestContext.Current.CancellationToken);
        return await RegistryHost.StartAsync(Settings);
    }
}
