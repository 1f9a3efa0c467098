using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Clustering.AzureStorage;
using Orleans.Messaging;
using Registry.AzureTables;

namespace Orleans.Hosting;

/// <summary>Makes silos and clients use a membership table on Azure Table Storage.</summary>
public static class AzureTableClusteringExtensions
{
    /// <summary>Lets the silo find its cluster in Azure Table Storage.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="configureOptions">Sets the options.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static ISiloBuilder UseAzureStorageClustering(this ISiloBuilder builder, Action<AzureStorageClusteringOptions> configureOptions) =>
        builder.UseAzureStorageClustering((OptionsBuilder<AzureStorageClusteringOptions> options) => options.Configure(configureOptions));

    /// <inheritdoc cref="UseAzureStorageClustering(ISiloBuilder, Action{AzureStorageClusteringOptions})"/>
    public static ISiloBuilder UseAzureStorageClustering(
        this ISiloBuilder builder,
        Action<OptionsBuilder<AzureStorageClusteringOptions>> configureOptions)
    {
        configureOptions(builder.Services.AddOptions<AzureStorageClusteringOptions>());
        builder.Services.AddSingleton<IMembershipTable, AzureMembershipTable>();
        return builder;
    }

    /// <summary>Lets the client find its cluster in Azure Table Storage.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="configureOptions">Sets the options.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static IClientBuilder UseAzureStorageClustering(this IClientBuilder builder, Action<AzureStorageGatewayOptions> configureOptions) =>
        builder.UseAzureStorageClustering((OptionsBuilder<AzureStorageGatewayOptions> options) => options.Configure(configureOptions));

    /// <inheritdoc cref="UseAzureStorageClustering(IClientBuilder, Action{AzureStorageGatewayOptions})"/>
    public static IClientBuilder UseAzureStorageClustering(
        this IClientBuilder builder,
        Action<OptionsBuilder<AzureStorageGatewayOptions>> configureOptions)
    {
        configureOptions(builder.Services.AddOptions<AzureStorageGatewayOptions>());
        builder.Services.AddSingleton<IGatewayListProvider, AzureGatewayList>();
        return builder;
    }
}
