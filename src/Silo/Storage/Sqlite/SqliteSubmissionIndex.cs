using System.Collections.Immutable;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

internal sealed class SqliteSubmissionIndex(SqliteTables tables) : ISubmissionIndex
{
    public Task AddAsync(AppId app, long version) => tables.WriteAsync("submission_index.add", new(
        "INSERT INTO Submission (App, Version) VALUES ($app, $version) ON CONFLICT DO UPDATE SET Version = max(Version, excluded.Version)",
        ("$app", app.Value),
        ("$version", version)));

    public Task RemoveAsync(AppId app, long version) => tables.WriteAsync("submission_index.remove", new(
        "DELETE FROM Submission WHERE App = $app AND Version <= $version",
        ("$app", app.Value),
        ("$version", version)));

    public Task<ImmutableArray<AppId>> ReadAsync(AppId? after, int limit) => tables.ReadAsync(
        "submission_index.read",
        Query(after, limit),
        row => AppId.Parse(row.GetString(0)));

    internal static SqliteStatement Query(AppId? after, int limit) => new(
        "SELECT App FROM Submission WHERE App > $after ORDER BY App LIMIT $limit",
        ("$after", after?.Value ?? ""),
        ("$limit", limit));
}
