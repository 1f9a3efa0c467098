using System.Collections.Immutable;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

internal sealed class SqliteAppIndex(SqliteTables tables) : IAppIndex
{
    public Task AddAsync(AppId app, DeveloperId developer) => tables.WriteAsync("app_index.add", new(
        "INSERT INTO App (App, Developer) VALUES ($app, $developer) ON CONFLICT DO UPDATE SET Developer = excluded.Developer",
        ("$app", app.Value),
        ("$developer", developer.Value)));

    public Task<ImmutableArray<AppId>> ReadAsync(DeveloperId? developer, AppId? after, int limit) => tables.ReadAsync(
        "app_index.read",
        Query(developer, after, limit),
        row => AppId.Parse(row.GetString(0)));

    internal static SqliteStatement Query(DeveloperId? developer, AppId? after, int limit) => new(
        $"SELECT App FROM App WHERE {(developer is null ? "" : "Developer = $developer AND")} App > $after ORDER BY App LIMIT $limit",
        ("$developer", developer?.Value),
        ("$after", after?.Value ?? ""),
        ("$limit", limit));
}
