using System.Collections.Immutable;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

internal sealed class PostgresAppIndex(PostgresTables tables) : IAppIndex
{
    public Task AddAsync(AppId app, DeveloperId developer) => tables.WriteAsync("app_index.add", new(
        "INSERT INTO App (App, Developer) VALUES ($1, $2) ON CONFLICT (App) DO UPDATE SET Developer = excluded.Developer",
        app.Value,
        developer.Value));

    public Task<ImmutableArray<AppId>> ReadAsync(DeveloperId? developer, AppId? after, int limit) => tables.ReadAsync(
        "app_index.read",
        Query(developer, after, limit),
        row => AppId.Parse(row.GetString(0)));

    internal static PostgresStatement Query(DeveloperId? developer, AppId? after, int limit) => developer is { } owner
        ? new("SELECT App FROM App WHERE Developer = $1 AND App ~>~ $2 ORDER BY App USING ~<~ LIMIT $3", owner.Value, after?.Value ?? "", (long)limit)
        : new("SELECT App FROM App WHERE App > $1 ORDER BY App LIMIT $2", after?.Value ?? "", (long)limit);
}
