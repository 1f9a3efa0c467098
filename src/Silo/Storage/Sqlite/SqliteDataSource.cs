using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Registry.Silo;

/// <summary>Opens connections to one file, pooled, each set up the same way: for our own tables and for the Orleans provider.</summary>
internal sealed class SqliteDataSource : DbDataSource
{
    private readonly string settings;

    public SqliteDataSource(string path, SqliteOpenMode mode, TimeSpan busyTimeout)
    {
        ConnectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            // The driver polls for a lock on top of SQLite's own waiting, with 150 ms of sleep: leave the waiting to SQLite.
            DefaultTimeout = 1,
        }.ToString();
        settings = string.Create(
            CultureInfo.InvariantCulture,
            $"PRAGMA busy_timeout = {(int)busyTimeout.TotalMilliseconds}; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864;");
    }

    public override string ConnectionString { get; }

    public SqliteConnection Open() => (SqliteConnection)OpenConnection();

    protected override DbConnection CreateDbConnection()
    {
        var connection = new SqliteConnection(ConnectionString);
        connection.StateChange += ApplySettings;
        return connection;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            using var connection = new SqliteConnection(ConnectionString);
            SqliteConnection.ClearPool(connection);
        }

        base.Dispose(disposing);
    }

    private void ApplySettings(object sender, StateChangeEventArgs change)
    {
        if (change.CurrentState == ConnectionState.Open)
        {
            using var command = ((SqliteConnection)sender).CreateCommand();
            command.CommandText = settings;
            command.ExecuteNonQuery();
        }
    }
}
