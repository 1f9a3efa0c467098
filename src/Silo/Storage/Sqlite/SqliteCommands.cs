using Microsoft.Data.Sqlite;

namespace Registry.Silo;

/// <summary>Executes statements on one connection and prepares each text once: that takes longer than executing most of them.</summary>
internal sealed class SqliteCommands(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> commands = new(StringComparer.Ordinal);

    /// <returns>How many rows changed.</returns>
    public int Execute(SqliteStatement statement)
    {
        if (commands.TryGetValue(statement.Text, out var command))
        {
            statement.Bind(command);
        }
        else
        {
            commands[statement.Text] = command = statement.CreateCommand(connection);
        }

        return command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        foreach (var command in commands.Values)
        {
            command.Dispose();
        }
    }
}
