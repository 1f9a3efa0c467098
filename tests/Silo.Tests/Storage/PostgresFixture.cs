using Registry.Servers;

[assembly: AssemblyFixture(typeof(Registry.Silo.Tests.PostgresFixture))]

namespace Registry.Silo.Tests;

/// <summary>One PostgreSQL server for all tests, and on it a registry for the storage suite.</summary>
public sealed class PostgresFixture : StorageFixture
{
    private PostgresServer? server;

    public PostgresServer Server => server!;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }

    internal override async Task<RegistryHost> StartAsync()
    {
        server = await PostgresServer.StartAsync();
        return await RegistryHost.StartPostgresAsync(await Server.CreateDatabaseAsync());
    }
}
