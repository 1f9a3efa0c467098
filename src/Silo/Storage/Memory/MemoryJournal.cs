using System.Collections.Immutable;
using Registry.Grains;

namespace Registry.Silo;

internal sealed class MemoryJournal(MemoryTables tables) : IJournal
{
    public Task AppendAsync(JournalOwner owner, JournalEntry entry)
    {
        lock (tables.Lock)
        {
            if (!tables.Journals.TryGetValue(owner, out var entries))
            {
                tables.Journals[owner] = entries = [];
            }

            entries.TryAdd(entry.Sequence, new(entry.Sequence, entry.Payload.ToArray()));
        }

        return Task.CompletedTask;
    }

    public Task<ImmutableArray<JournalEntry>> ReadAsync(JournalOwner owner, bool newestFirst, long? after, int limit)
    {
        lock (tables.Lock)
        {
            IEnumerable<JournalEntry> entries = tables.Journals.TryGetValue(owner, out var found) ? found.Values : [];
            var ordered = newestFirst ? entries.Reverse() : entries;
            return Task.FromResult(ordered
                .Where(entry => after is not { } last || (newestFirst ? entry.Sequence < last : entry.Sequence > last))
                .Take(limit)
                .ToImmutableArray());
        }
    }
}
