using Orleans.Configuration;

namespace Registry.Silo;

/// <summary>Cluster membership in the PostgreSQL database that <see cref="StorageOptions"/> name.</summary>
internal static class PostgresClustering
{
    /// <summary>Makes the silo a member of the cluster.</summary>
    public static ISiloBuilder UsePostgresClustering(this ISiloBuilder silo)
    {
        silo.Services.AddPostgresDatabase();
        return silo.UseAdoNetClustering(options => options.Configure<PostgresDatabase>((clustering, database) =>
        {
            clustering.Invariant = PostgresStorageExtensions.Invariant;
            clustering.DataSource = database.Source;
        }));
    }

    /// <summary>Lets the client find the silos of the cluster.</summary>
    public static IClientBuilder UsePostgresClustering(this IClientBuilder client)
    {
        client.Services.AddPostgresDatabase();
        return client.UseAdoNetClustering(options => options.Configure<PostgresDatabase>((clustering, database) =>
        {
            clustering.Invariant = PostgresStorageExtensions.Invariant;
            clustering.DataSource = database.Source;
        }));
    }
}
