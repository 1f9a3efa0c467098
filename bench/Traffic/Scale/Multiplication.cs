using Microsoft.Data.Sqlite;

namespace Registry.Traffic;

/// <summary>
/// Copies installations of an app in a SQLite database into so many workspaces as no API call would get through in the time of a
/// benchmark. The copies are, row by row, what installing there leaves behind: neither state nor history say where they belong.
/// </summary>
internal static class Multiplication
{
    /// <summary>Installed with all scopes, and with all but the last one: every tenth copy is of the latter.</summary>
    private const string Whole = "template-whole", Lacking = "template-lacking";

    private static readonly string[] Statements =
    [
        "CREATE TEMP TABLE Copy (Workspace TEXT PRIMARY KEY, Template TEXT) WITHOUT ROWID",
        """
        WITH RECURSIVE Number (N) AS (SELECT 1 UNION ALL SELECT N + 1 FROM Number WHERE N < $count)
        INSERT INTO Copy SELECT printf('ws-%07d', N), iif(N % 10 = 0, $lacking, $whole) FROM Number
        """,
        """
        INSERT INTO OrleansStorage (ServiceId, GrainTypeString, GrainIdExtensionString, GrainIdN0, GrainIdN1, Version, PayloadBinary)
        SELECT ServiceId, GrainTypeString, '=' || Workspace || '/' || $app, GrainIdN0, GrainIdN1, Version, PayloadBinary
        FROM Copy CROSS JOIN OrleansStorage ON GrainTypeString = 'installation' AND GrainIdExtensionString = '=' || Template || '/' || $app
        """,
        """
        INSERT INTO Installation (Workspace, App, Revision, Announced, Status, Scopes, Record)
        SELECT Copy.Workspace, App, Revision, Announced, Status, Scopes, Record
        FROM Copy CROSS JOIN Installation ON Installation.Workspace = Template AND App = $app
        """,
        """
        INSERT INTO Journal (Owner, Sequence, Payload)
        SELECT 'installation/' || Workspace || '/' || $app, Sequence, Payload
        FROM Copy CROSS JOIN Journal ON Owner = 'installation/' || Template || '/' || $app
        """,
    ];

    public static async Task RunAsync(LoadOptions options)
    {
        await using var database = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = options.Database, Pooling = false }.ConnectionString);
        await database.OpenAsync();

        // The registry makes it safe again when it opens it.
        await ExecuteAsync("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -500000; BEGIN");
        foreach (var statement in Statements)
        {
            await ExecuteAsync(statement);
        }

        await ExecuteAsync("COMMIT; PRAGMA journal_mode = WAL");

        async Task ExecuteAsync(string text)
        {
            await using var command = database.CreateCommand();
            command.CommandText = text;
            command.CommandTimeout = 0;
            command.Parameters.AddWithValue("$count", options.Workspaces);
            command.Parameters.AddWithValue("$app", options.App);
            command.Parameters.AddWithValue("$whole", Whole);
            command.Parameters.AddWithValue("$lacking", Lacking);
            await command.ExecuteNonQueryAsync();
        }
    }
}
