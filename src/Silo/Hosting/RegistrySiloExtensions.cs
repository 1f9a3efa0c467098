using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Dashboard;
using Orleans.Serialization;
using Orleans.Storage;
using Registry.Grains;
using Registry.Grains.Interfaces;
using DashboardOptions = Registry.Silo.DashboardOptions;

namespace Registry.Silo;

/// <summary>Hosts the registry's grains in a process.</summary>
public static class RegistrySiloExtensions
{
    /// <summary>
    /// Adds a silo with the registry's grains, its catalog, its storage and its place in the cluster, as configured by
    /// <see cref="StorageOptions"/>, <see cref="CatalogOptions"/>, <see cref="ClusterHostOptions"/> and <see cref="SiloHostOptions"/>.
    /// </summary>
    /// <remarks>
    /// The start fails with an <see cref="OptionsValidationException"/>, a <see cref="CatalogException"/> or a
    /// <see cref="StorageStartupException"/>: their messages are for the person who starts the process.
    /// </remarks>
    public static IHostApplicationBuilder AddRegistrySilo(this IHostApplicationBuilder builder)
    {
        builder.AddRegistrySettings();
        var provider = builder.Configuration[RegistrySettings.Provider];
        builder.Services.AddSiloOptions(builder.Configuration, isAlone: !StorageProviders.IsShared(provider));
        builder.Services.AddWebhooks();
        builder.Services.AddSingleton<ClusterAgreement>();
        builder.Services.AddHostedService<StartupChecks>();
        builder.Services.AddHostedService<UnfinishedImportCheck>();
        builder.UseOrleans(silo =>
        {
            silo.AddConfiguredClustering(provider).AddConfiguredStorage(provider).AddRegistryGrains();
            if (StorageProviders.IsShared(provider))
            {
                silo.AddLease();
                silo.UseConfiguredTls(builder.Configuration);
            }

            // Filters of every grain call, which nobody needs where no traces are collected.
            if (OtlpExport.Of(builder.Configuration, OtlpExport.Traces) is not null)
            {
                silo.AddActivityPropagation();
            }

            if (DashboardOptions.IsEnabled(builder.Configuration))
            {
                silo.AddDashboard();
            }
        });

        // After Orleans, so that they start after the silo and stop before it.
        builder.Services.AddHostedService<MarkedRowRepair>();
        builder.Services.AddHostedService<RequestLogCleaner>();
        builder.Services.AddHostedService<PendingLimitRefresher>();
        builder.Services.AddHostedService<DeliverySweeper>();
        builder.Services.AddHostedService<ReplaySweeper>();
        builder.Services.AddHostedService<DeliveryCleaner>();
        builder.Services.AddClusterBoard(ProcessKind.Silo);
        return builder;
    }

    /// <summary>Adds the catalog and the storage alone, for work on what is stored: no silo, no clustering, no grain.</summary>
    internal static void AddRegistryStorage(this IHostApplicationBuilder builder)
    {
        builder.AddRegistrySettings();
        builder.Services.AddSingleton<ClusterAgreement>();
        builder.Services.AddHostedService<StartupChecks>();
        builder.Services.AddSerializer();
        new StorageBuilder(builder.Services, builder.Configuration).AddConfiguredStorage(builder.Configuration[RegistrySettings.Provider]);
        builder.Services.AddHostedService<StorageLifecycle>();
    }

    private static void AddSiloOptions(this IServiceCollection services, IConfiguration configuration, bool isAlone)
    {
        services.AddOptions<SiloHostOptions>().Bind(configuration.GetSection(SiloHostOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SiloHostOptions>, SiloHostOptionsValidator>();
        services.AddOptions<GrainCollectionOptions>().Configure<IOptions<SiloHostOptions>>((collection, silo) =>
        {
            collection.CollectionAge = silo.Value.IdleTime;
            collection.EnableActivationSheddingOnMemoryPressure = true;
            collection.MemoryUsageLimitPercentage = silo.Value.MaxMemoryPercent;

            // So much at once that the next time is not a moment later.
            collection.MemoryUsageTargetPercentage = silo.Value.MaxMemoryPercent - 10;
        });
        services.AddOptions<HostOptions>().Configure<IOptions<SiloHostOptions>>((host, silo) =>
            host.ShutdownTimeout = silo.Value.ShutdownTimeout);
        if (isAlone)
        {
            // A manifest that nobody else can change needs no lease.
            services.Configure<ManifestOptions>(manifests => manifests.Lease = Timeout.InfiniteTimeSpan);
        }
        else
        {
            services.AddOptions<ManifestOptions>().Validate(
                manifests => manifests.Lease != Timeout.InfiniteTimeSpan,
                "Manifests:Lease must be finite in a cluster: a silo that can't be reached would never learn of a change.");
        }
    }

    private static ISiloBuilder AddConfiguredStorage(this ISiloBuilder silo, string? provider) => provider switch
    {
        null or StorageProviders.Sqlite => silo.AddSqliteStorage(),
        StorageProviders.AzureTables => silo.AddAzureTablesStorage(),
        StorageProviders.Postgres => silo.AddPostgresStorage(),

        // Any other value does not get past the validation of the options.
        _ => silo.AddMemoryStorage(),
    };

    // In front of the state storage, whichever it is.
    private static void AddLease(this ISiloBuilder silo)
    {
        var storage = silo.Services.Last(service => service.ServiceType == typeof(IGrainStorage) && Equals(service.ServiceKey, StorageNames.Registry));
        silo.Services.Remove(storage);
        silo.Services.AddKeyedSingleton<IGrainStorage>(StorageNames.Registry, (services, key) => new LeasedGrainStorage(
            (IGrainStorage)storage.KeyedImplementationFactory!(services, key),
            services.GetRequiredService<ISiloLease>(),
            services.GetRequiredService<TimeProvider>()));
    }
}
