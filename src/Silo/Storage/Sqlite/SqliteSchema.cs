using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Registry.Silo;

/// <summary>Brings a database file to the schema that this program works with, or says why that can't be.</summary>
internal static class SqliteSchema
{
    /// <summary>The version this program works with, kept in the file as <c>user_version</c>.</summary>
    public const int Version = 2;

    // "REGI": tells the registry's files from those of other programs.
    private const long ApplicationId = 0x52454749;

    private const string Restore = "Put a backup in its place, or move it away to start with an empty registry.";

    private static readonly string[] Tables =
    [
        "Service", "OrleansQuery", "OrleansStorage", "Installation", "App", "Submission", "Journal", "Request",
        "Event", "EventId", "Delivery", "Queue", "Probe",
    ];

    public static void Prepare(string path, string serviceId, TimeSpan busyTimeout)
    {
        using var source = new SqliteDataSource(path, SqliteOpenMode.ReadWriteCreate, busyTimeout);
        try
        {
            using var connection = source.Open();
            UseWriteAheadLog(connection, path);
            RefuseTruncated(connection, path);
            Migrate(connection, path, serviceId);
            TryTables(connection);
        }
        catch (SqliteException exception)
        {
            throw Explain(path, exception);
        }
    }

    private static void UseWriteAheadLog(SqliteConnection connection, string path)
    {
        // Asked first: the pragma below would write into a file that is not ours.
        RefuseForeign(connection, path);
        if ((string?)Scalar(connection, "PRAGMA journal_mode = WAL") != "wal")
        {
            throw new StorageStartupException(path, "this file system does not allow SQLite's write-ahead log.", "Name a directory on a local disk (Storage:Path).");
        }
    }

    // SQLite itself notices a missing end only when it comes to read it, which may be weeks later.
    private static void RefuseTruncated(SqliteConnection connection, string path)
    {
        if (Number(connection, "PRAGMA wal_checkpoint(TRUNCATE)") != 0)
        {
            // A reader keeps the end of the log from being merged: the file is rightly shorter than the database.
            return;
        }

        var expected = Number(connection, "PRAGMA page_count") * Number(connection, "PRAGMA page_size");
        var actual = new FileInfo(path).Length;
        if (actual < expected)
        {
            throw new StorageStartupException(path, $"this database file is damaged: {actual} bytes of {expected} are left.", Restore);
        }
    }

    private static void RefuseForeign(SqliteConnection connection, string path)
    {
        var isEmpty = Number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
        if (!isEmpty && Number(connection, "PRAGMA application_id") != ApplicationId)
        {
            throw new StorageStartupException(path, "this is the database of another program.", "Name another directory (Storage:Path).");
        }
    }

    private static void Migrate(SqliteConnection connection, string path, string serviceId)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        var found = Number(connection, "PRAGMA user_version");
        if (found > Version)
        {
            throw new StorageStartupException(
                path,
                $"this file was written by a newer version of the registry (schema {found}, this program knows {Version}).",
                "Start the newer version, or name another directory (Storage:Path).");
        }

        for (var version = found + 1; version <= Version; version++)
        {
            Execute(connection, Script(version));
        }

        Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version};"));
        RefuseOtherService(connection, path, serviceId);
        transaction.Commit();
    }

    private static void RefuseOtherService(SqliteConnection connection, string path, string serviceId)
    {
        new SqliteStatement("INSERT INTO Service (Id, ServiceId) VALUES (1, $serviceId) ON CONFLICT DO NOTHING", ("$serviceId", serviceId)).Execute(connection);
        var owner = (string)Scalar(connection, "SELECT ServiceId FROM Service")!;
        if (owner != serviceId)
        {
            throw new StorageStartupException(
                path,
                $"this is the data of the service id '{owner}', not of '{serviceId}'.",
                $"Set Cluster:ServiceId to '{owner}', or name another directory (Storage:Path).");
        }
    }

    private static void TryTables(SqliteConnection connection)
    {
        foreach (var table in Tables)
        {
            Scalar(connection, $"SELECT * FROM {table} LIMIT 1");
        }
    }

    private static StorageStartupException Explain(string path, SqliteException exception) => exception.SqliteErrorCode switch
    {
        raw.SQLITE_NOTADB => new(path, "this is no SQLite database, or it is damaged.", Restore, exception),
        raw.SQLITE_CORRUPT or raw.SQLITE_ERROR => new(path, $"this database file is damaged ({exception.Message}).", Restore, exception),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new(path, "another program has locked this file.", "Close that program and start again.", exception),
        raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_CANTOPEN => new(path, $"this file can't be opened for writing ({exception.Message}).", "Give this user the right to write to the file and its directory, or name another directory (Storage:Path).", exception),
        raw.SQLITE_FULL => new(path, "the disk is full.", "Make room and start again.", exception),
        _ => new(path, $"this database file can't be used ({exception.Message}).", "Look after the disk, then start again.", exception),
    };

    private static string Script(long version)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"schema-{version}.sql");
        using var stream = typeof(SqliteSchema).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static long Number(SqliteConnection connection, string sql) => (long)Scalar(connection, sql)!;

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
