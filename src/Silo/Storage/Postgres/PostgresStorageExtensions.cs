using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Storage;
using Registry.Grains;

namespace Registry.Silo;

/// <summary>Keeps the registry's data in a PostgreSQL database.</summary>
internal static class PostgresStorageExtensions
{
    /// <summary>The name under which the Orleans ADO.NET providers know PostgreSQL.</summary>
    public const string Invariant = "Npgsql";

    private const string ProviderName = "registry-postgres";

    /// <summary>Adds the storage that <see cref="StorageOptions"/> describe.</summary>
    public static ISiloBuilder AddPostgresStorage(this ISiloBuilder silo)
    {
        silo.AddAdoNetGrainStorage(ProviderName, options => options.Configure<PostgresDatabase>((storage, database) =>
        {
            storage.Invariant = Invariant;
            storage.DataSource = database.Source;
            storage.GrainStorageSerializer = new StateSerializer();
        }));

        var services = silo.Services;
        services.AddPostgresDatabase();
        services.TryAddSingleton<SiloMetrics>();
        services.AddSingleton<IStorageErrors, PostgresErrors>();
        services.AddSingleton<StorageGuard>();
        services.AddSingleton<IStorageStartup>(provider => provider.GetRequiredService<PostgresDatabase>());
        services.AddSingleton<PostgresWriter>();
        services.AddSingleton<PostgresTables>();
        services.AddSingleton<IInstallationIndex, PostgresInstallationIndex>();
        services.AddSingleton<IAppIndex, PostgresAppIndex>();
        services.AddSingleton<ISubmissionIndex, PostgresSubmissionIndex>();
        services.AddSingleton<IJournal, PostgresJournal>();
        services.AddSingleton<IRequestLog, PostgresRequestLog>();
        services.AddSingleton<IDeliveryStore, PostgresDeliveryStore>();
        services.AddSingleton<IRegistryFacts, PostgresFacts>();
        services.AddSingleton<IStorageProbe, PostgresProbe>();
        services.AddKeyedSingleton<IGrainStorage>(StorageNames.Registry, (provider, _) => new GuardedGrainStorage(
            provider.GetRequiredKeyedService<IGrainStorage>(ProviderName),
            AdoNetGrainKey.Exact,
            provider.GetRequiredService<StorageGuard>()));
        return silo;
    }

    /// <summary>Adds the one <see cref="PostgresDatabase"/> of this process, which storage and clustering share.</summary>
    public static void AddPostgresDatabase(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<StorageOptions>>().Value;
            return new PostgresDatabase(
                options.ConnectionString,
                provider.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId,
                options.BusyTimeout,
                provider.GetRequiredService<ILogger<PostgresDatabase>>());
        });
    }
}
