using System.Data;
using System.Globalization;
using Npgsql;

namespace Registry.Silo;

/// <summary>
/// Brings a schema to the version that this program works with, or says why that can't be. Of several programs at once
/// one does it while the others wait. A later version only adds, so that programs of before can go on and be started again
/// during an upgrade; should a version ever break with that, it raises OldestProgram.
/// </summary>
internal sealed class PostgresSchema(NpgsqlConnection connection, string place, string schema, string serviceId)
{
    /// <summary>The version this program works with.</summary>
    public const int Version = 2;

    // "REGI": the same for all programs that prepare a schema in this database.
    private const long LockKey = 0x52454749;

    private static readonly string[] Tables =
    [
        "orleansquery", "orleansstorage", "orleansmembershiptable", "orleansmembershipversiontable",
        "installation", "app", "submission", "journal", "request", "eventhead", "event", "eventid", "delivery", "queue", "fact", "probe",
    ];

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        // Where nothing is to be done no lock is taken, and no right to make tables is needed.
        if (await ReadAsync(cancellationToken) is not { Version: >= Version } found)
        {
            found = await MigrateInTurnAsync(cancellationToken);
        }

        Refuse(found);
        await TryTablesAsync(cancellationToken);
    }

    // The lock is the session's, because what the server remembers of its catalog is as old as the transaction: one that
    // had begun before the wait would not see the tables that were made meanwhile.
    private async Task<Found> MigrateInTurnAsync(CancellationToken cancellationToken)
    {
        await ExecuteAsync($"SELECT pg_advisory_lock({LockKey})", cancellationToken);
        try
        {
            return await MigrateAsync(cancellationToken);
        }
        finally
        {
            if (connection.State == ConnectionState.Open)
            {
                await ExecuteAsync($"SELECT pg_advisory_unlock({LockKey})", CancellationToken.None);
            }
        }
    }

    private async Task<Found> MigrateAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        // Making an index over many rows takes its time.
        await ExecuteAsync("SET LOCAL statement_timeout = 0", cancellationToken);
        var found = await ReadAsync(cancellationToken);
        if (found is null)
        {
            await CreateAsync(cancellationToken);
        }

        for (var version = (found?.Version ?? 1) + 1; version <= Version; version++)
        {
            await ExecuteAsync(Script(version), cancellationToken);
            await ExecuteAsync("UPDATE RegistrySchema SET Version = $1 WHERE Version < $1", cancellationToken, version);
        }

        found = await ReadAsync(cancellationToken) ?? throw new InvalidOperationException("The schema was not made.");
        Refuse(found);
        await transaction.CommitAsync(cancellationToken);
        return found;
    }

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        if (await ScalarAsync<bool>("SELECT to_regnamespace($1) IS NULL", cancellationToken, schema))
        {
            await ExecuteAsync($"CREATE SCHEMA {schema}", cancellationToken);
        }
        else if (await ScalarAsync<bool>("SELECT EXISTS (SELECT 1 FROM pg_class WHERE relnamespace = to_regnamespace($1))", cancellationToken, schema))
        {
            throw new StorageStartupException(
                place,
                $"its schema '{schema}' belongs to another program.",
                "Name another database, or another schema (Search Path=…), in Storage:ConnectionString.");
        }

        await ExecuteAsync(Script(1), cancellationToken);
        await ExecuteAsync(
            "INSERT INTO RegistrySchema (Id, ServiceId, Version, OldestProgram) VALUES (1, $1, 1, 1)",
            cancellationToken,
            serviceId);
    }

    private async Task<Found?> ReadAsync(CancellationToken cancellationToken)
    {
        if (await ScalarAsync<bool>("SELECT to_regclass($1) IS NULL", cancellationToken, $"{schema}.registryschema"))
        {
            return null;
        }

        await using var command = new NpgsqlCommand("SELECT ServiceId, Version, OldestProgram FROM RegistrySchema", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new(reader.GetString(0), reader.GetInt32(1), reader.GetInt32(2)) : throw Damaged("registryschema has no row");
    }

    private void Refuse(Found found)
    {
        if (found.OldestProgram > Version)
        {
            throw new StorageStartupException(
                place,
                string.Create(CultureInfo.InvariantCulture, $"this database was upgraded by a newer version of the registry (schema {found.Version}, for programs that know {found.OldestProgram}; this one knows {Version})."),
                "Start the newer version, or name another database in Storage:ConnectionString.");
        }

        if (found.ServiceId != serviceId)
        {
            throw new StorageStartupException(
                place,
                $"this is the data of the service id '{found.ServiceId}', not of '{serviceId}'.",
                $"Set Cluster:ServiceId to '{found.ServiceId}', or name another database, or another schema (Search Path=…), in Storage:ConnectionString.");
        }
    }

    private async Task TryTablesAsync(CancellationToken cancellationToken)
    {
        var tables = Tables.Select(table => $"{schema}.{table}").ToArray();
        if (await ScalarAsync<string?>("SELECT min(name) FROM unnest($1) AS name WHERE to_regclass(name) IS NULL", cancellationToken, (object)tables) is { } missing)
        {
            throw Damaged($"table {missing} is missing");
        }

        var lacking = await ScalarAsync<string?>(
            """
            SELECT min(lacking || ' on ' || name) FROM unnest($1) AS name, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS lacking
            WHERE NOT has_table_privilege(name, lacking)
            """,
            cancellationToken,
            (object)tables);
        if (lacking is not null)
        {
            throw new StorageStartupException(
                place,
                $"the registry's user lacks rights ({lacking}).",
                $"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} to it.");
        }
    }

    private StorageStartupException Damaged(string fault) =>
        new(place, $"its schema '{schema}' is damaged: {fault}.", "Restore a backup, or drop the schema to start with an empty registry.");

    private static string Script(int version)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"postgres-schema-{version}.sql");
        using var stream = typeof(PostgresSchema).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken, params object?[] values)
    {
        await using var command = new PostgresStatement(sql, values).CreateCommand(connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<T> ScalarAsync<T>(string sql, CancellationToken cancellationToken, params object?[] values)
    {
        await using var command = new PostgresStatement(sql, values).CreateCommand(connection);
        var value = await command.ExecuteScalarAsync(cancellationToken);
        return value is null or DBNull ? default! : (T)value;
    }

    private sealed record Found(string ServiceId, int Version, int OldestProgram);
}
