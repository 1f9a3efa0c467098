using Registry.Grains;

namespace Registry.Silo;

internal sealed class PostgresRequestLog(PostgresTables tables) : IRequestLog
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
        INSERT INTO Request (Owner, Key, Fingerprint, Answer, ExpiresAt) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (Owner, Key) DO UPDATE SET Fingerprint = excluded.Fingerprint, Answer = excluded.Answer, ExpiresAt = excluded.ExpiresAt
        """,
        owner.Value,
        request.Key,
        request.Fingerprint,
        request.Answer,
        request.ExpiresAt.UtcTicks));

    public Task<int> DeleteExpiredAsync(DateTimeOffset now, int limit) =>
        tables.WriteAsync("request.delete_expired", DeleteStatement(now, limit));

    internal static PostgresStatement FindQuery(JournalOwner owner, string key) => new(
        "SELECT Fingerprint, Answer, ExpiresAt FROM Request WHERE Owner = $1 AND Key = $2",
        owner.Value,
        key);

    // Every silo cleans: what another one is deleting is left to it. The condition is repeated for a row that gets a new
    // answer in between.
    internal static PostgresStatement DeleteStatement(DateTimeOffset now, int limit) => new(
        """
        DELETE FROM Request
        WHERE ctid = ANY (ARRAY (SELECT ctid FROM Request WHERE ExpiresAt < $1 ORDER BY ExpiresAt LIMIT $2 FOR UPDATE SKIP LOCKED)) AND ExpiresAt < $1
        """,
        now.UtcTicks,
        (long)limit);
}
