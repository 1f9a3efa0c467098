using System.Collections.Immutable;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

internal sealed class PostgresSubmissionIndex(PostgresTables tables) : ISubmissionIndex
{
    public Task AddAsync(AppId app, long version) => tables.WriteAsync("submission_index.add", new(
        """
        INSERT INTO Submission (App, Version) VALUES ($1, $2)
        ON CONFLICT (App) DO UPDATE SET Version = greatest(Submission.Version, excluded.Version)
        """,
        app.Value,
        version));

    public Task RemoveAsync(AppId app, long version) => tables.WriteAsync("submission_index.remove", new(
        "DELETE FROM Submission WHERE App = $1 AND Version <= $2",
        app.Value,
        version));

    public Task<ImmutableArray<AppId>> ReadAsync(AppId? after, int limit) => tables.ReadAsync(
        "submission_index.read",
        Query(after, limit),
        row => AppId.Parse(row.GetString(0)));

    internal static PostgresStatement Query(AppId? after, int limit) =>
        new("SELECT App FROM Submission WHERE App > $1 ORDER BY App LIMIT $2", after?.Value ?? "", (long)limit);
}
