using System.Collections.Immutable;
using Registry.Grains;

namespace Registry.Silo;

internal sealed class PostgresJournal(PostgresTables tables) : IJournal
{
    public Task AppendAsync(JournalOwner owner, JournalEntry entry) => tables.WriteAsync("journal.append", new(
        "INSERT INTO Journal (Owner, Sequence, Payload) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        owner.Value,
        entry.Sequence,
        entry.Payload.ToArray()));

    public Task<ImmutableArray<JournalEntry>> ReadAsync(JournalOwner owner, bool newestFirst, long? after, int limit) => tables.ReadAsync(
        "journal.read",
        Query(owner, newestFirst, after, limit),
        row => new JournalEntry(row.GetInt64(0), row.GetFieldValue<byte[]>(1)));

    internal static PostgresStatement Query(JournalOwner owner, bool newestFirst, long? after, int limit) => new(
        newestFirst
            ? "SELECT Sequence, Payload FROM Journal WHERE Owner = $1 AND Sequence < $2 ORDER BY Sequence DESC LIMIT $3"
            : "SELECT Sequence, Payload FROM Journal WHERE Owner = $1 AND Sequence > $2 ORDER BY Sequence LIMIT $3",
        owner.Value,
        after ?? (newestFirst ? long.MaxValue : long.MinValue),
        (long)limit);
}
