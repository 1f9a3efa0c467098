using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>The settings that silos and their clients have in common, and the catalog.</summary>
internal static class RegistrySettings
{
    /// <summary>The key of <see cref="StorageOptions.Provider"/>.</summary>
    public const string Provider = $"{StorageOptions.Section}:{nameof(StorageOptions.Provider)}";

    public static void AddRegistrySettings(this IHostApplicationBuilder builder)
    {
        NormalizeProvider(builder.Configuration);
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<StorageOptions>().Bind(builder.Configuration.GetSection(StorageOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>();
        services.AddOptions<ClusterHostOptions>().Bind(builder.Configuration.GetSection(ClusterHostOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ClusterHostOptions>, ClusterHostOptionsValidator>();
        services.AddOptions<CatalogOptions>().Bind(builder.Configuration.GetSection(CatalogOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<CatalogOptions>, CatalogOptionsValidator>();
        services.AddOptions<WebhookOptions>().Bind(builder.Configuration.GetSection(WebhookOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<WebhookOptions>, WebhookOptionsValidator>();
        services.AddSingleton(provider => CatalogFile.Load(provider.GetRequiredService<IOptions<CatalogOptions>>().Value.Path ?? CatalogFile.DefaultPath));
        services.AddOptions<ClusterOptions>().Configure<IOptions<ClusterHostOptions>>((cluster, host) =>
        {
            cluster.ClusterId = host.Value.ClusterId;
            cluster.ServiceId = host.Value.ServiceId;
        });
    }

    /// <summary>The storage that the settings name, in the spelling of <see cref="StorageProviders"/>.</summary>
    public static string ProviderOf(IConfiguration configuration) =>
        configuration[Provider] is { } provider ? StorageProviders.Normalize(provider) : StorageProviders.Sqlite;

    /// <exception cref="StartRefusedException">The storage is one that only a process by itself can have.</exception>
    public static void DemandSharedStorage(IConfiguration configuration, string who)
    {
        var provider = ProviderOf(configuration);
        if (StorageProviders.All.Contains(provider) && !StorageProviders.IsShared(provider))
        {
            throw new StartRefusedException(
                $"{who}, but Storage:Provider is {provider}, which only one process can use. Set it to {StorageProviders.AzureTables} or "
                + $"{StorageProviders.Postgres}, the same for silos and API processes, or run the registry in one process: dotnet run --project src/Api");
        }
    }

    // In the configuration itself, so that whoever else reads the setting need not think of its case.
    private static void NormalizeProvider(IConfigurationManager configuration)
    {
        if (configuration[Provider] is { } provider)
        {
            configuration.AddInMemoryCollection([new(Provider, StorageProviders.Normalize(provider))]);
        }
    }
}
