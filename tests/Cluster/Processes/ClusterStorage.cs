namespace Registry.Cluster.Tests;

/// <summary>Starts the storage of a cluster.</summary>
internal static class ClusterStorage
{
    /// <param name="provider">As <c>Storage:Provider</c> names it.</param>
    public static Task<IClusterStorage> StartAsync(string provider) => provider switch
    {
        "AzureTables" => AzureTablesClusterStorage.StartAsync(),
        "Postgres" => PostgresClusterStorage.StartAsync(),
        _ => throw new ArgumentOutOfRangeException(nameof(provider), provider, "No cluster can share this."),
    };
}
