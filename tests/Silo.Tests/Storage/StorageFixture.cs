namespace Registry.Silo.Tests;

/// <summary>One running registry per provider, shared by the tests of the storage suite.</summary>
public abstract class StorageFixture : IAsyncLifetime
{
    private RegistryHost? host;

    internal RegistryHost Host => host!;

    public async ValueTask InitializeAsync() => host = await StartAsync();

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);

        // There is none where the start has failed, and that is the failure to be seen.
        if (host is not null)
        {
            await host.DisposeAsync();
        }
    }

    internal abstract Task<RegistryHost> StartAsync();
}
