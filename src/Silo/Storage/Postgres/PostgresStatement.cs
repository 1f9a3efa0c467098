using Npgsql;
using NpgsqlTypes;

namespace Registry.Silo;

/// <summary>A statement with the values of $1, $2, …; it happens as a whole or not at all.</summary>
internal sealed record PostgresStatement(string Text, params object?[] Values)
{
    public NpgsqlCommand CreateCommand(NpgsqlConnection connection)
    {
        var command = new NpgsqlCommand(Text, connection);
        AddValues(command.Parameters);
        return command;
    }

    public NpgsqlBatchCommand CreateBatchCommand()
    {
        var command = new NpgsqlBatchCommand(Text);
        AddValues(command.Parameters);
        return command;
    }

    private void AddValues(NpgsqlParameterCollection parameters)
    {
        foreach (var value in Values)
        {
            parameters.Add(value switch
            {
                string text => new NpgsqlParameter<string> { TypedValue = text },
                long number => new NpgsqlParameter<long> { TypedValue = number },
                uint transaction => new NpgsqlParameter<uint> { TypedValue = transaction, NpgsqlDbType = NpgsqlDbType.Xid },
                _ => new NpgsqlParameter { Value = value ?? DBNull.Value },
            });
        }
    }
}
