using System.Collections.Immutable;
using Registry.Grains;

namespace Registry.Silo;

internal sealed class SqliteJournal(SqliteTables tables) : IJournal
{
    public Task AppendAsync(JournalOwner owner, JournalEntry entry) => tables.WriteAsync("journal.append", new(
        "INSERT INTO Journal (Owner, Sequence, Payload) VALUES ($owner, $sequence, $payload) ON CONFLICT DO NOTHING",
        ("$owner", owner.Value),
        ("$sequence", entry.Sequence),
        ("$payload", entry.Payload.ToArray())));

    public Task<ImmutableArray<JournalEntry>> ReadAsync(JournalOwner owner, bool newestFirst, long? after, int limit) => tables.ReadAsync(
        "journal.read",
        Query(owner, newestFirst, after, limit),
        row => new JournalEntry(row.GetInt64(0), row.GetFieldValue<byte[]>(1)));

    internal static SqliteStatement Query(JournalOwner owner, bool newestFirst, long? after, int limit) => new(
        newestFirst
            ? "SELECT Sequence, Payload FROM Journal WHERE Owner = $owner AND Sequence < $after ORDER BY Sequence DESC LIMIT $limit"
            : "SELECT Sequence, Payload FROM Journal WHERE Owner = $owner AND Sequence > $after ORDER BY Sequence LIMIT $limit",
        ("$owner", owner.Value),
        ("$after", after ?? (newestFirst ? long.MaxValue : long.MinValue)),
        ("$limit", limit));
}
