using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>The storage of a registry that need not run, with all that an export or an import needs of it.</summary>
internal sealed class BackupStorage(IServiceProvider services)
{
    public Catalog Catalog { get; } = services.GetRequiredService<Catalog>();

    public string Provider { get; } = services.GetRequiredService<IOptions<StorageOptions>>().Value.Provider;

    public string ServiceId { get; } = services.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId;

    public IInstallationIndex Installations { get; } = services.GetRequiredService<IInstallationIndex>();

    public IAppIndex Apps { get; } = services.GetRequiredService<IAppIndex>();

    public ISubmissionIndex Submissions { get; } = services.GetRequiredService<ISubmissionIndex>();

    public IJournal Journal { get; } = services.GetRequiredService<IJournal>();

    public KeyJournal SecretKeys { get; } = new(services.GetRequiredService<IJournal>(), JournalOwner.SecretKeys);

    public RegistryStates States { get; } = new(services.GetRequiredKeyedService<Orleans.Storage.IGrainStorage>(StorageNames.Registry));

    public ImportMark ImportMark { get; } = new(services.GetRequiredService<IJournal>(), services.GetRequiredService<TimeProvider>());

    public TimeProvider Clock { get; } = services.GetRequiredService<TimeProvider>();

    public StorageRetry Retry { get; } = new(services.GetRequiredService<TimeProvider>());

    /// <summary>Runs an action on the storage that the configuration names. No silo is started and no grain is called.</summary>
    /// <param name="configuration">The settings of the registry.</param>
    /// <param name="isImport">Whether an import that was cut may be carried on, which anything else has to wait for.</param>
    /// <param name="action">What to do. Its token is for Ctrl-C and SIGTERM.</param>
    public static async Task UseAsync(ConfigurationManager configuration, bool isImport, Func<BackupStorage, CancellationToken, Task> action)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { Configuration = configuration });
        builder.AddRegistryStorage();
        if (!isImport)
        {
            builder.Services.AddHostedService<UnfinishedImportCheck>();
        }

        var host = builder.Build();
        await using var disposal = (IAsyncDisposable)host;
        await host.StartAsync();
        try
        {
            await action(new(host.Services), host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        }
        finally
        {
            await host.StopAsync();
        }
    }
}
