using Microsoft.Data.Sqlite;

namespace Registry.Silo;

/// <summary>
/// A statement with its parameters, which happens as a whole or not at all. So do several in one text, but only through
/// <see cref="SqliteWriter"/>, which runs them in a transaction.
/// </summary>
internal sealed record SqliteStatement(string Text, params (string Name, object? Value)[] Parameters)
{
    public int Execute(SqliteConnection connection)
    {
        using var command = CreateCommand(connection);
        return command.ExecuteNonQuery();
    }

    public SqliteCommand CreateCommand(SqliteConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = Text;
        Bind(command);
        return command;
    }

    /// <summary>Gives a command of the same text the values of this statement.</summary>
    public void Bind(SqliteCommand command)
    {
        command.Parameters.Clear();
        foreach (var (name, value) in Parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }
    }
}
