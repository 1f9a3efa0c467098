using Registry.Grains;

namespace Registry.Silo;

internal sealed class SqliteRequestLog(SqliteTables tables) : IRequestLog
{
    public async Task<RecordedRequest?> FindAsync(JournalOwner owner, string key)
    {
        var found = await tables.ReadAsync("request.find", FindQuery(owner, key), row => new RecordedRequest
        {
            Key = key,
            Fingerprint = row.GetString(0),
            Answer = row.GetFieldValue<byte[]>(1),
            ExpiresAt = new(row.GetInt64(2), TimeSpan.Zero),
        }).ConfigureAwait(false);
        return found.SingleOrDefault();
    }

    public Task RecordAsync(JournalOwner owner, RecordedRequest request) => tables.WriteAsync("request.record", new(
        """
        INSERT INTO Request (Owner, Key, Fingerprint, Answer, ExpiresAt) VALUES ($owner, $key, $fingerprint, $answer, $expiresAt)
        ON CONFLICT DO UPDATE SET Fingerprint = excluded.Fingerprint, Answer = excluded.Answer, ExpiresAt = excluded.ExpiresAt
        """,
        ("$owner", owner.Value),
        ("$key", request.Key),
        ("$fingerprint", request.Fingerprint),
        ("$answer", request.Answer),
        ("$expiresAt", request.ExpiresAt.UtcTicks)));

    public Task<int> DeleteExpiredAsync(DateTimeOffset now, int limit) =>
        tables.WriteAsync("request.delete_expired", DeleteStatement(now, limit));

    internal static SqliteStatement FindQuery(JournalOwner owner, string key) => new(
        "SELECT Fingerprint, Answer, ExpiresAt FROM Request WHERE Owner = $owner AND Key = $key",
        ("$owner", owner.Value),
        ("$key", key));

    internal static SqliteStatement DeleteStatement(DateTimeOffset now, int limit) => new(
        "DELETE FROM Request WHERE rowid IN (SELECT rowid FROM Request WHERE ExpiresAt < $now ORDER BY ExpiresAt LIMIT $limit)",
        ("$now", now.UtcTicks),
        ("$limit", limit));
}
