using Npgsql;
using Registry.Servers;

namespace Registry.Cluster.Tests;

/// <summary>A PostgreSQL database.</summary>
internal sealed class PostgresClusterStorage(PostgresServer server, string connectionString) : IClusterStorage
{
    // SiloStatus.Dead
    private const int Dead = 6;

    public int Port => server.Port;

    public static async Task<IClusterStorage> StartAsync()
    {
        var server = await PostgresServer.StartAsync();
        try
        {
            return new PostgresClusterStorage(
                server,
                new NpgsqlConnectionStringBuilder(await server.CreateDatabaseAsync()) { SearchPath = "registry" }.ConnectionString);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public IEnumerable<KeyValuePair<string, string>> Settings(int port) =>
    [
        new("Storage:Provider", "Postgres"),
        new("Storage:ConnectionString", new NpgsqlConnectionStringBuilder(connectionString) { Port = port }.ConnectionString),
    ];

    public async Task<bool> IsDeclaredDeadAsync(int siloPort)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT count(*) FROM OrleansMembershipTable WHERE Port = @port AND Status = @dead", connection);
        command.Parameters.AddWithValue("port", siloPort);
        command.Parameters.AddWithValue("dead", Dead);
        return (long)(await command.ExecuteScalarAsync())! > 0;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
