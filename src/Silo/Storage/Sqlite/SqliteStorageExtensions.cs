using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Storage;
using Registry.Grains;

namespace Registry.Silo;

/// <summary>Keeps the registry's data in a SQLite file.</summary>
internal static class SqliteStorageExtensions
{
    // Loads Microsoft.Data.Sqlite, in spite of the name.
    private const string Invariant = "System.Data.SQLite";

    private const string ProviderName = "registry-sqlite";

    /// <summary>Adds the storage that <see cref="StorageOptions"/> describe.</summary>
    public static ISiloBuilder AddSqliteStorage(this ISiloBuilder silo)
    {
        silo.AddAdoNetGrainStorage(ProviderName, options => options.Configure<SqliteDatabase>((storage, database) =>
        {
            storage.Invariant = Invariant;
            storage.DataSource = database.Source;
            storage.GrainStorageSerializer = new StateSerializer();
        }));

        var services = silo.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<StorageOptions>>().Value;
            var cluster = provider.GetRequiredService<IOptions<ClusterOptions>>().Value;
            return new SqliteDatabase(options.Path, cluster.ServiceId, options.BusyTimeout);
        });
        services.TryAddSingleton<SiloMetrics>();
        services.AddSingleton<IStorageErrors, SqliteErrors>();
        services.AddSingleton<StorageGuard>();
        services.AddSingleton<IStorageStartup>(provider => provider.GetRequiredService<SqliteDatabase>());
        services.AddSingleton<SqliteWriter>();
        services.AddSingleton<SqliteTables>();
        services.AddSingleton<IInstallationIndex, SqliteInstallationIndex>();
        services.AddSingleton<IAppIndex, SqliteAppIndex>();
        services.AddSingleton<ISubmissionIndex, SqliteSubmissionIndex>();
        services.AddSingleton<IJournal, SqliteJournal>();
        services.AddSingleton<IRequestLog, SqliteRequestLog>();
        services.AddSingleton<IDeliveryStore, SqliteDeliveryStore>();
        services.AddSingleton<IStorageProbe, SqliteProbe>();
        services.AddHostedService<SqliteLogCleaner>();
        services.AddKeyedSingleton<IGrainStorage>(StorageNames.Registry, (provider, _) => new SqliteGrainStorage(
            provider.GetRequiredKeyedService<IGrainStorage>(ProviderName),
            provider.GetRequiredService<SqliteDatabase>().Gate,
            provider.GetRequiredService<StorageGuard>()));
        return silo;
    }
}
