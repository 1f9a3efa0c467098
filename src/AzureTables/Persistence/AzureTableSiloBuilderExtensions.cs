using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Providers;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using Registry.AzureTables;

namespace Orleans.Hosting;

/// <summary>Lets grains keep their state in Azure Table Storage.</summary>
public static class AzureTableSiloBuilderExtensions
{
    /// <summary>Adds a grain storage provider on Azure Table Storage.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="name">The name of the provider.</param>
    /// <param name="configureOptions">Sets the options.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static ISiloBuilder AddAzureTableGrainStorage(this ISiloBuilder builder, string name, Action<AzureTableStorageOptions> configureOptions) =>
        builder.AddAzureTableGrainStorage(name, (OptionsBuilder<AzureTableStorageOptions> options) => options.Configure(configureOptions));

    /// <inheritdoc cref="AddAzureTableGrainStorage(ISiloBuilder, string, Action{AzureTableStorageOptions})"/>
    public static ISiloBuilder AddAzureTableGrainStorage(
        this ISiloBuilder builder,
        string name,
        Action<OptionsBuilder<AzureTableStorageOptions>>? configureOptions = null)
    {
        configureOptions?.Invoke(builder.Services.AddOptions<AzureTableStorageOptions>(name));
        builder.Services.AddTransient<IPostConfigureOptions<AzureTableStorageOptions>, DefaultStorageProviderSerializerOptionsConfigurator<AzureTableStorageOptions>>();
        builder.Services.AddGrainStorage(name, (services, key) => ActivatorUtilities.CreateInstance<AzureTableGrainStorage>(
            services,
            key,
            services.GetRequiredService<IOptionsMonitor<AzureTableStorageOptions>>().Get(key)));
        return builder;
    }

    /// <summary>Adds the default grain storage provider on Azure Table Storage.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="configureOptions">Sets the options.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static ISiloBuilder AddAzureTableGrainStorageAsDefault(this ISiloBuilder builder, Action<AzureTableStorageOptions> configureOptions) =>
        builder.AddAzureTableGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, configureOptions);

    /// <inheritdoc cref="AddAzureTableGrainStorageAsDefault(ISiloBuilder, Action{AzureTableStorageOptions})"/>
    public static ISiloBuilder AddAzureTableGrainStorageAsDefault(
        this ISiloBuilder builder,
        Action<OptionsBuilder<AzureTableStorageOptions>>? configureOptions = null) =>
        builder.AddAzureTableGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, configureOptions);
}
