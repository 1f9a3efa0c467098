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
        services.AddSingleton(provider => CatalogFile.Load(provider.GetRequiredService<IOptions<CatalogOptions>>().Value.Path ?? CatalogFile.DefaultPath));
        services.AddOptions<ClusterOptions>().Configure<IOptions<ClusterHostOptions>>((cluster, host) =>
        {
            cluster.ClusterId = host.Value.ClusterId;
            cluster.ServiceId = host.Value.ServiceId;
        });
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
