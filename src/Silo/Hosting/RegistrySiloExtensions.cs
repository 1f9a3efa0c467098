using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>Hosts the registry's grains in a process.</summary>
public static class RegistrySiloExtensions
{
    // Orleans turns the gateway off at port 0: the only client is this process.
    private const int NoGateway = 0;

    private const string ProviderSetting = $"{StorageOptions.Section}:{nameof(StorageOptions.Provider)}";

    /// <summary>
    /// Adds a silo with the registry's grains, its catalog and its storage, as configured by <see cref="StorageOptions"/>,
    /// <see cref="CatalogOptions"/> and <see cref="SiloHostOptions"/>.
    /// </summary>
    /// <remarks>
    /// The start fails with an <see cref="OptionsValidationException"/>, a <see cref="CatalogException"/> or a
    /// <see cref="StorageStartupException"/>: their messages are for the person who starts the process.
    /// </remarks>
    public static IHostApplicationBuilder AddRegistrySilo(this IHostApplicationBuilder builder)
    {
        NormalizeProvider(builder.Configuration);
        builder.Services.AddRegistryOptions(builder.Configuration);
        builder.Services.AddCatalog();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddHostedService<StartupChecks>();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(LoopbackPort.FindFree(), NoGateway).AddConfiguredStorage(builder.Configuration).AddRegistryGrains();

            // Filters of every grain call, which nobody needs where no traces are collected.
            if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 }
                || builder.Configuration["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] is { Length: > 0 })
            {
                silo.AddActivityPropagation();
            }
        });

        // After Orleans, so that they start after the silo and stop before it.
        builder.Services.AddHostedService<MarkedRowRepair>();
        builder.Services.AddHostedService<RequestLogCleaner>();
        return builder;
    }

    // In the configuration itself, so that whoever else reads the setting need not think of its case.
    private static void NormalizeProvider(IConfigurationManager configuration)
    {
        if (configuration[ProviderSetting] is { } provider)
        {
            configuration.AddInMemoryCollection([new(ProviderSetting, StorageProviders.Normalize(provider))]);
        }
    }

    private static void AddRegistryOptions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StorageOptions>().Bind(configuration.GetSection(StorageOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>();
        services.AddOptions<SiloHostOptions>().Bind(configuration.GetSection(SiloHostOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SiloHostOptions>, SiloHostOptionsValidator>();
        services.AddOptions<ClusterHostOptions>().Bind(configuration.GetSection(ClusterHostOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ClusterHostOptions>, ClusterHostOptionsValidator>();
        services.AddOptions<CatalogOptions>().Bind(configuration.GetSection(CatalogOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<CatalogOptions>, CatalogOptionsValidator>();

        services.AddOptions<ClusterOptions>().Configure<IOptions<ClusterHostOptions>>((cluster, host) =>
        {
            cluster.ClusterId = host.Value.ClusterId;
            cluster.ServiceId = host.Value.ServiceId;
        });
        services.AddOptions<GrainCollectionOptions>().Configure<IOptions<SiloHostOptions>>((collection, silo) =>
            collection.CollectionAge = silo.Value.IdleTime);

        // A manifest that nobody else can change needs no lease.
        services.Configure<ManifestOptions>(manifests => manifests.Lease = Timeout.InfiniteTimeSpan);
        services.AddOptions<HostOptions>().Configure<IOptions<SiloHostOptions>>((host, silo) =>
            host.ShutdownTimeout = silo.Value.ShutdownTimeout);
    }

    private static void AddCatalog(this IServiceCollection services) => services.AddSingleton(provider =>
        CatalogFile.Load(provider.GetRequiredService<IOptions<CatalogOptions>>().Value.Path ?? CatalogFile.DefaultPath));

    private static ISiloBuilder AddConfiguredStorage(this ISiloBuilder silo, IConfiguration configuration)
    {
        if (configuration[ProviderSetting] is null or StorageProviders.Sqlite)
        {
            return silo.AddSqliteStorage();
        }

        if (configuration[ProviderSetting] is StorageProviders.Postgres)
        {
            return silo.AddPostgresStorage();
        }

        // Any other value does not get past the validation of the options.
        return silo.AddMemoryStorage();
    }
}
