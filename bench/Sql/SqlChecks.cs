using Npgsql;
using NpgsqlTypes;
using Registry.Bare;

namespace Registry.Sql;

/// <summary>Answers checks from a table with a row for each installation, found by its primary key. One query for each request, also for a batch.</summary>
internal sealed class SqlChecks(NpgsqlDataSource database)
{
    private const string Single = "SELECT revision, status, $3 = ANY (scopes) FROM installation WHERE workspace = $1 AND app = $2";

    private const string Batch = """
        SELECT revision, status, scope = ANY (scopes)
        FROM unnest($1, $2, $3) WITH ORDINALITY AS asked (workspace, app, scope, position)
        LEFT JOIN installation USING (workspace, app)
        ORDER BY position
        """;

    public async Task<CheckAnswer> CheckAsync(string workspace, string app, string scope)
    {
        await using var command = database.CreateCommand(Single);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = workspace });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = app });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = scope });
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() ? Answer(reader) : NotInstalled;
    }

    public async Task<CheckAnswers> CheckAsync(CheckBatch batch)
    {
        await using var command = database.CreateCommand(Batch);
        command.Parameters.Add(Texts([.. batch.Checks.Select(check => check.Workspace)]));
        command.Parameters.Add(Texts([.. batch.Checks.Select(check => check.App)]));
        command.Parameters.Add(Texts([.. batch.Checks.Select(check => check.Scope)]));
        await using var reader = await command.ExecuteReaderAsync();
        var answers = new List<CheckAnswer>(batch.Checks.Count);
        while (await reader.ReadAsync())
        {
            answers.Add(reader.IsDBNull(0) ? NotInstalled : Answer(reader));
        }

        return new(answers);
    }

    private static CheckAnswer NotInstalled { get; } = new(false, "not_installed", 0);

    private static NpgsqlParameter<string[]> Texts(string[] values) => new() { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    private static CheckAnswer Answer(NpgsqlDataReader row)
    {
        var (revision, isInstalled, isGranted) = (row.GetInt64(0), row.GetInt16(1) == 1, row.GetBoolean(2));
        return isInstalled && isGranted
            ? new(true, "granted", revision)
            : new(false, isInstalled ? "scope_not_granted" : "installation_suspended", revision);
    }
}
