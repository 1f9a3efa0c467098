using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

internal sealed class SqliteInstallationIndex(SqliteTables tables) : IInstallationIndex
{
    public Task MarkAsync(InstallationKey key, long revision) => tables.WriteAsync("index.mark", new(
        """
        INSERT INTO Installation (Workspace, App, Revision, Announced) VALUES ($workspace, $app, 0, $revision)
        ON CONFLICT DO UPDATE SET Announced = excluded.Announced WHERE Announced < excluded.Announced
        """,
        ("$workspace", key.Workspace.Value),
        ("$app", key.App.Value),
        ("$revision", revision)));

    public Task CompleteAsync(InstallationKey key, InstallationRecord record) => tables.WriteAsync("index.complete", Store(
        key,
        record,
        """
        ON CONFLICT DO UPDATE SET Revision = excluded.Revision, Announced = max(Announced, excluded.Announced),
        Status = excluded.Status, Scopes = excluded.Scopes, Record = excluded.Record
        WHERE Revision < excluded.Revision
        """));

    public Task ReleaseAsync(InstallationKey key, InstallationRecord? record) => tables.WriteAsync("index.release", record is null
        ? new(
            "DELETE FROM Installation WHERE Workspace = $workspace AND App = $app AND Record IS NULL",
            ("$workspace", key.Workspace.Value),
            ("$app", key.App.Value))
        : Store(
            key,
            record,
            """
            ON CONFLICT DO UPDATE SET Revision = excluded.Revision, Announced = excluded.Announced,
            Status = excluded.Status, Scopes = excluded.Scopes, Record = excluded.Record
            WHERE Revision <= excluded.Revision
            """));

    public Task<InstallationRows> ReadByAppAsync(AppId app, InstallationFilter filter, WorkspaceId? after, int limit, int most) => InstallationRows.ReadAsync(
        filter,
        limit,
        most,
        count => tables.ReadAsync("index.read_end", SqliteInstallationQueries.EndOfLook(app, filter, after, count), row => WorkspaceId.Parse(row.GetString(0))),
        end => tables.ReadAsync("index.read", SqliteInstallationQueries.ByApp(app, filter, after, end, limit), Row));

    public async Task<AlikeInstallations> CountAlikeAsync(AppId app, int most) =>
        new(await tables.ReadAsync("index.count", SqliteInstallationQueries.Alike(app, most), row => (Record(row.GetString(0)), row.GetInt32(1))).ConfigureAwait(false), most);

    public Task<ImmutableArray<InstallationRow>> ReadByWorkspaceAsync(WorkspaceId workspace, InstallationFilter filter, AppId? after, int limit) =>
        tables.ReadAsync("index.read", SqliteInstallationQueries.ByWorkspace(workspace, filter, after, limit), Row);

    public Task<ImmutableArray<InstallationKey>> ReadAllAsync(InstallationKey? after, int limit) =>
        tables.ReadAsync("index.read_all", SqliteInstallationQueries.All(after, limit), Key);

    public Task<ImmutableArray<InstallationKey>> ReadMarkedAsync(InstallationKey? after, int limit) =>
        tables.ReadAsync("index.read_marked", SqliteInstallationQueries.Marked(after, limit), Key);

    private static SqliteStatement Store(InstallationKey key, InstallationRecord record, string onConflict) => new(
        $"""
        INSERT INTO Installation (Workspace, App, Revision, Announced, Status, Scopes, Record)
        VALUES ($workspace, $app, $revision, $revision, $status, $scopes, $record)
        {onConflict}
        """,
        ("$workspace", key.Workspace.Value),
        ("$app", key.App.Value),
        ("$revision", record.Revision),
        ("$status", (int)record.Status),
        ("$scopes", SqliteInstallationQueries.ScopeList(record)),
        ("$record", JsonSerializer.Serialize(record, StateJson.Default.InstallationRecord)));

    private static InstallationKey Key(SqliteDataReader row) => new(WorkspaceId.Parse(row.GetString(0)), AppId.Parse(row.GetString(1)));

    private static InstallationRow Row(SqliteDataReader row) => new(
        Key(row),
        row.IsDBNull(2) ? null : Record(row.GetString(2)),
        row.GetBoolean(3));

    private static InstallationRecord Record(string json) => JsonSerializer.Deserialize(json, StateJson.Default.InstallationRecord)!;
}
