using System.Collections.Immutable;
using Npgsql;

namespace Registry.Silo;

/// <summary>Reads and writes our own tables. Reads have connections of their own and never wait for writers.</summary>
internal sealed class PostgresTables(PostgresDatabase database, PostgresWriter writer, StorageGuard guard)
{
    /// <returns>How many rows changed.</returns>
    public Task<int> WriteAsync(string operation, PostgresStatement statement) =>
        guard.RunAsync(operation, isWrite: true, () => writer.WriteAsync(statement));

    public Task<ImmutableArray<T>> ReadAsync<T>(string operation, PostgresStatement statement, Func<NpgsqlDataReader, T> row) =>
        guard.RunAsync(operation, isWrite: false, () => ReadAsync(statement, row));

    private async Task<ImmutableArray<T>> ReadAsync<T>(PostgresStatement statement, Func<NpgsqlDataReader, T> row)
    {
        await using var connection = await database.Source.OpenConnectionAsync().ConfigureAwait(false);
        await using var command = statement.CreateCommand(connection);
        await using var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        var rows = ImmutableArray.CreateBuilder<T>();
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            rows.Add(row(reader));
        }

        return rows.DrainToImmutable();
    }
}
