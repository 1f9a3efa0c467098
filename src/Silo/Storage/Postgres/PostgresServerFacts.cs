using System.Globalization;
using Npgsql;

namespace Registry.Silo;

/// <summary>What the registry wants to know of a server before it trusts it with data.</summary>
internal sealed record PostgresServerFacts(int VersionNumber, string Version, string Encoding, bool IsStandby, bool IsReadOnly, bool IsDurable)
{
    /// <summary>The oldest version that is known to work: the one that the tests run on.</summary>
    public const int OldestMajorVersion = 15;

    public static async Task<PostgresServerFacts> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT current_setting('server_version_num')::integer, current_setting('server_version'), current_setting('server_encoding'),
                pg_is_in_recovery(), current_setting('default_transaction_read_only')::boolean, current_setting('fsync')::boolean
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new(reader.GetInt32(0), reader.GetString(1), reader.GetString(2), reader.GetBoolean(3), reader.GetBoolean(4), reader.GetBoolean(5));
    }

    /// <exception cref="StorageStartupException">The registry can't use this server or this database.</exception>
    public void RefuseUnsuitable(string place)
    {
        if (VersionNumber / 10_000 < OldestMajorVersion)
        {
            throw new StorageStartupException(
                place,
                $"the server is PostgreSQL {Version}.",
                string.Create(CultureInfo.InvariantCulture, $"The registry needs version {OldestMajorVersion} or later: upgrade the server."));
        }

        if (Encoding != "UTF8")
        {
            throw new StorageStartupException(place, $"its encoding is {Encoding}.", "Create a database with ENCODING 'UTF8' TEMPLATE template0 and name that one.");
        }

        if (IsStandby)
        {
            throw new StorageStartupException(
                place,
                "this server is a read-only standby.",
                "Name the primary, or all servers (Host=one,two;Target Session Attributes=primary), in Storage:ConnectionString.");
        }

        if (IsReadOnly)
        {
            throw new StorageStartupException(
                place,
                "sessions of this user or database are read-only (default_transaction_read_only).",
                "Turn that off for the registry's user, or name another user in Storage:ConnectionString.");
        }
    }
}
