using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Storage;
using Registry.Grains;

namespace Registry.Silo;

/// <summary>Keeps the registry's data in Azure Table Storage.</summary>
internal static class AzureTablesStorageExtensions
{
    private const string ProviderName = "registry-azure-tables";

    /// <summary>Adds the storage that <see cref="StorageOptions"/> describe.</summary>
    public static ISiloBuilder AddAzureTablesStorage(this ISiloBuilder silo)
    {
        silo.AddAzureTableGrainStorage(ProviderName, options => options.Configure<TableServiceClient>((storage, client) =>
        {
            storage.TableServiceClient = client;
            storage.GrainStorageSerializer = new StateSerializer();
        }));

        var services = silo.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddAzureTablesConnection();
        services.TryAddSingleton<SiloMetrics>();
        services.AddSingleton<IStorageErrors, AzureTablesErrors>();
        services.AddSingleton<StorageGuard>();
        services.AddSingleton<AzureTables>();
        services.AddSingleton<IStorageStartup, AzureTablesStartup>();
        services.AddSingleton<IRegistryFacts, AzureRegistryFacts>();
        services.AddSingleton<IInstallationIndex, AzureInstallationIndex>();
        services.AddSingleton<IAppIndex, AzureAppIndex>();
        services.AddSingleton<AzureSubmissionIndex>();
        services.AddSingleton<ISubmissionIndex>(provider => provider.GetRequiredService<AzureSubmissionIndex>());
        services.AddSingleton<AzureSubmissionUpgrade>();
        services.AddSingleton<IJournal, AzureJournal>();
        services.AddSingleton<IRequestLog, AzureRequestLog>();
        services.AddSingleton<AzureQueues>();
        services.AddSingleton<AzureEventWriter>();
        services.AddSingleton<AzureDeliveryWriter>();
        services.AddSingleton<AzureDeliveryReader>();
        services.AddSingleton<AzureEventCleaner>();
        services.AddSingleton<IDeliveryStore, AzureDeliveryStore>();
        services.AddSingleton<IStorageProbe, AzureProbe>();
        services.AddKeyedSingleton<IGrainStorage>(StorageNames.Registry, (provider, _) => new GuardedGrainStorage(
            provider.GetRequiredKeyedService<IGrainStorage>(ProviderName),
            Exact,
            provider.GetRequiredService<StorageGuard>()));
        return silo;
    }

    // The provider puts "_" in the place of "/", so that "a_b/c" and "a/b_c" would share a row.
    private static GrainId Exact(GrainId id) => GrainId.Create(id.Type, AzureKey.Encode(id.Key.ToString()!));
}
