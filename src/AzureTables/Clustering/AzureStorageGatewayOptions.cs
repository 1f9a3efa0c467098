using Azure.Data.Tables;

namespace Orleans.Clustering.AzureStorage;

/// <summary>Where a client finds the membership table of its cluster.</summary>
public class AzureStorageGatewayOptions
{
    /// <summary>The client of the storage account's table service; it brings address, credentials, time limits and retries. Required.</summary>
    public TableServiceClient? TableServiceClient { get; set; }

    /// <summary>The name of the table. Default <c>OrleansSiloInstances</c>.</summary>
    public string TableName { get; set; } = AzureStorageClusteringOptions.DefaultTableName;
}
