using System.Collections.Immutable;
using System.Text.Json;
using Npgsql;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

internal sealed class PostgresInstallationIndex(PostgresTables tables) : IInstallationIndex
{
    // Without a condition, so that the row gets a new xmin also where the announcement is an old one: a release that was
    // decided before this mark must not succeed after it.
    public Task MarkAsync(InstallationKey key, long revision) => tables.WriteAsync("index.mark", new(
        """
        INSERT INTO Installation (Workspace, App, Revision, Announced) VALUES ($1, $2, 0, $3)
        ON CONFLICT (Workspace, App) DO UPDATE SET Announced = greatest(Installation.Announced, excluded.Announced)
        """,
        key.Workspace.Value,
        key.App.Value,
        revision));

    public Task CompleteAsync(InstallationKey key, InstallationRecord record) => tables.WriteAsync("index.complete", new(
        """
        INSERT INTO Installation (Workspace, App, Revision, Announced, Status, Scopes, Record) VALUES ($1, $2, $3, $3, $4, $5, $6)
        ON CONFLICT (Workspace, App) DO UPDATE SET Revision = excluded.Revision,
        Announced = greatest(Installation.Announced, excluded.Announced),
        Status = excluded.Status, Scopes = excluded.Scopes, Record = excluded.Record
        WHERE Installation.Revision < excluded.Revision
        """,
        Values(key, record)));

    public async Task ReleaseAsync(InstallationKey key, InstallationRecord? record)
    {
        var found = await tables.ReadAsync(
            "index.read",
            new("SELECT xmin FROM Installation WHERE Workspace = $1 AND App = $2", key.Workspace.Value, key.App.Value),
            row => row.GetFieldValue<uint>(0)).ConfigureAwait(false);

        // A row that changes in between stays marked: the next repair looks at it again.
        if (Release(key, record, found) is { } statement)
        {
            await tables.WriteAsync("index.release", statement).ConfigureAwait(false);
        }
    }

    public Task<InstallationRows> ReadByAppAsync(AppId app, InstallationFilter filter, WorkspaceId? after, int limit, int most) => InstallationRows.ReadAsync(
        filter,
        limit,
        most,
        count => tables.ReadAsync("index.read_end", PostgresInstallationQueries.EndOfLook(app, filter, after, count), row => WorkspaceId.Parse(row.GetString(0))),
        end => tables.ReadAsync("index.read", PostgresInstallationQueries.ByApp(app, filter, after, end, limit), Row));

    public async Task<AlikeInstallations> CountAlikeAsync(AppId app, int most) =>
        new(await tables.ReadAsync("index.count", PostgresInstallationQueries.Alike(app, most), row => (Record(row.GetString(0)), (int)row.GetInt64(1))).ConfigureAwait(false), most);

    public Task<ImmutableArray<InstallationRow>> ReadByWorkspaceAsync(WorkspaceId workspace, InstallationFilter filter, AppId? after, int limit) =>
        tables.ReadAsync("index.read", PostgresInstallationQueries.ByWorkspace(workspace, filter, after, limit), Row);

    public Task<ImmutableArray<InstallationKey>> ReadAllAsync(InstallationKey? after, int limit) =>
        tables.ReadAsync("index.read_all", PostgresInstallationQueries.All(after, limit), Key);

    public Task<ImmutableArray<InstallationKey>> ReadMarkedAsync(InstallationKey? after, int limit) =>
        tables.ReadAsync("index.read_marked", PostgresInstallationQueries.Marked(after, limit), Key);

    /// <summary>What releases a row that was read as <paramref name="found"/>: none, or the one with its xmin.</summary>
    internal static PostgresStatement? Release(InstallationKey key, InstallationRecord? record, ImmutableArray<uint> found) => (record, found) switch
    {
        (null, []) => null,
        (null, [var xmin, ..]) => new(
            "DELETE FROM Installation WHERE Workspace = $1 AND App = $2 AND Record IS NULL AND xmin = $3",
            key.Workspace.Value,
            key.App.Value,
            xmin),
        (not null, []) => new(
            """
            INSERT INTO Installation (Workspace, App, Revision, Announced, Status, Scopes, Record) VALUES ($1, $2, $3, $3, $4, $5, $6)
            ON CONFLICT DO NOTHING
            """,
            Values(key, record)),
        (not null, [var xmin, ..]) => new(
            """
            UPDATE Installation SET Revision = $3, Announced = $3, Status = $4, Scopes = $5, Record = $6
            WHERE Workspace = $1 AND App = $2 AND Revision <= $3 AND xmin = $7
            """,
            [.. Values(key, record), xmin]),
    };

    private static object?[] Values(InstallationKey key, InstallationRecord record) =>
    [
        key.Workspace.Value,
        key.App.Value,
        record.Revision,
        (short)record.Status,
        PostgresInstallationQueries.ScopeList(record),
        JsonSerializer.Serialize(record, StateJson.Default.InstallationRecord),
    ];

    private static InstallationKey Key(NpgsqlDataReader row) => new(WorkspaceId.Parse(row.GetString(0)), AppId.Parse(row.GetString(1)));

    private static InstallationRow Row(NpgsqlDataReader row) => new(
        Key(row),
        row.IsDBNull(2) ? null : Record(row.GetString(2)),
        row.GetBoolean(3));

    private static InstallationRecord Record(string json) => JsonSerializer.Deserialize(json, StateJson.Default.InstallationRecord)!;
}
