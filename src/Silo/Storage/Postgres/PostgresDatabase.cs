using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Npgsql;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>The database that the processes of a registry share.</summary>
internal sealed partial class PostgresDatabase : IStorageStartup, IAsyncDisposable, IDisposable
{
    private readonly NpgsqlConnectionStringBuilder settings;
    private readonly string serviceId;
    private readonly ILogger<PostgresDatabase> logger;

    public PostgresDatabase(string? connectionString, string serviceId, TimeSpan patience, ILogger<PostgresDatabase> logger)
    {
        settings = PostgresSettings.Parse(connectionString, patience);
        this.serviceId = serviceId;
        this.logger = logger;
        Patience = patience;
        Source = new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
    }

    /// <summary>Connections for all uses, ours and those of the Orleans providers.</summary>
    public NpgsqlDataSource Source { get; }

    /// <summary>How long a statement may take.</summary>
    public TimeSpan Patience { get; }

    /// <exception cref="RegistryUnavailableException">There is no connection to be had; nothing was sent.</exception>
    public async Task<NpgsqlConnection> OpenForWriteAsync()
    {
        try
        {
            return await Source.OpenConnectionAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException or SocketException or TimeoutException)
        {
            throw new RegistryUnavailableException($"The storage can't be reached: {exception.Message}", mayHaveChanged: false, exception);
        }
    }

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var place = PostgresSettings.Describe(settings);
        try
        {
            await using var connection = await Source.OpenConnectionAsync(cancellationToken);
            var server = await PostgresServerFacts.ReadAsync(connection, cancellationToken);
            server.RefuseUnsuitable(place);
            if (!server.IsDurable)
            {
                LogNotDurable();
            }

            await new PostgresSchema(connection, place, settings.SearchPath!, serviceId).PrepareAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException or SocketException or TimeoutException)
        {
            throw PostgresStartupFaults.Explain(place, settings, exception);
        }
    }

    public void Dispose() => Source.Dispose();

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    [LoggerMessage(LogLevel.Warning, "The server runs with fsync=off: what is acknowledged is lost when its machine fails.")]
    private partial void LogNotDurable();
}
