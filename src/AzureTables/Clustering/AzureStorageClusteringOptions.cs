using Azure.Data.Tables;

namespace Orleans.Clustering.AzureStorage;

/// <summary>Where the silos of a cluster keep their membership table.</summary>
public class AzureStorageClusteringOptions
{
    internal const string DefaultTableName = "OrleansSiloInstances";

    /// <summary>The client of the storage account's table service; it brings address, credentials, time limits and retries. Required.</summary>
    public TableServiceClient? TableServiceClient { get; set; }

    /// <summary>The name of the table, created where it does not exist. Default <c>OrleansSiloInstances</c>.</summary>
    public string TableName { get; set; } = DefaultTableName;
}
