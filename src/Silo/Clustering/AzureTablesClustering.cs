using Azure.Data.Tables;

namespace Registry.Silo;

/// <summary>Silos and their clients find each other in the storage account that <see cref="StorageOptions"/> name.</summary>
internal static class AzureTablesClustering
{
    /// <summary>Adds the membership table.</summary>
    public static ISiloBuilder UseAzureTablesClustering(this ISiloBuilder silo)
    {
        silo.Services.AddAzureTablesConnection();
        return silo.UseAzureStorageClustering(options => options.Configure<TableServiceClient>((clustering, client) => clustering.TableServiceClient = client));
    }

    /// <summary>Adds the list of gateways.</summary>
    public static IClientBuilder UseAzureTablesClustering(this IClientBuilder client)
    {
        client.Services.AddAzureTablesConnection();
        return client.UseAzureStorageClustering(options => options.Configure<TableServiceClient>((gateways, account) => gateways.TableServiceClient = account));
    }
}
