using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace Registry.Silo;

/// <summary>Reads and writes our own tables. Reads have connections of their own and never wait for writers.</summary>
internal sealed class SqliteTables(SqliteDatabase database, SqliteWriter writer, StorageGuard guard)
{
    /// <returns>How many rows changed.</returns>
    public Task<int> WriteAsync(string operation, SqliteStatement statement) =>
        guard.RunAsync(operation, isWrite: true, () => writer.WriteAsync(statement));

    public Task<ImmutableArray<T>> ReadAsync<T>(string operation, SqliteStatement statement, Func<SqliteDataReader, T> row) =>
        guard.RunAsync(operation, isWrite: false, () => Task.Run(() => Read(statement, row)));

    private ImmutableArray<T> Read<T>(SqliteStatement statement, Func<SqliteDataReader, T> row)
    {
        using var connection = database.Source.Open();
        using var command = statement.CreateCommand(connection);
        using var reader = command.ExecuteReader();
        var rows = ImmutableArray.CreateBuilder<T>();
        while (reader.Read())
        {
            rows.Add(row(reader));
        }

        return rows.DrainToImmutable();
    }
}
