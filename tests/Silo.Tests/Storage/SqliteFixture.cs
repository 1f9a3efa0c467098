using Registry.Servers;

[assembly: AssemblyFixture(typeof(Registry.Silo.Tests.SqliteFixture))]

namespace Registry.Silo.Tests;

public sealed class SqliteFixture : StorageFixture
{
    private readonly TempDirectory directory = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        directory.Dispose();
    }

    internal override Task<RegistryHost> StartAsync() => RegistryHost.StartSqliteAsync(directory.Path);
}
