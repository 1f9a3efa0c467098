using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>Loads the catalog before anything else starts, and refuses settings that make no client.</summary>
internal sealed class ClientStartupChecks(IServiceProvider services, IConfiguration configuration) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<Catalog>();
        return StorageProviders.IsShared(configuration[RegistrySettings.Provider])
            ? Task.CompletedTask
            : throw new StartRefusedException(
                $"Cluster:Mode is Client, but Storage:Provider is {configuration[RegistrySettings.Provider] ?? StorageProviders.Sqlite}, which no cluster can share. "
                + $"Set Storage:Provider to {StorageProviders.AzureTables} or {StorageProviders.Postgres}, as the silos have it.");
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
