using System.Text;
using Registry.Grains;

namespace Registry.Silo;

/// <summary>The keys of Data Protection in the journal, in the order in which they were stored.</summary>
internal sealed class KeyJournal(IJournal journal)
{
    private const int PageSize = 100;

    public async Task<IReadOnlyList<JournalEntry>> ReadAsync(long? after = null)
    {
        var entries = new List<JournalEntry>();
        while (true)
        {
            var page = await journal.ReadAsync(JournalOwner.Keys, newestFirst: false, after, PageSize);
            entries.AddRange(page);
            if (page.Length < PageSize)
            {
                return entries;
            }

            after = page[^1].Sequence;
        }
    }

    /// <summary>Adds what is not there yet. Safe to repeat, and to do from several processes at once.</summary>
    public async Task AddAsync(KeyElement element)
    {
        var payload = Encoding.UTF8.GetBytes(element.Text);
        var last = 0L;
        while (true)
        {
            // Of those that take the same sequence, the first has it; the others find something else there and go on.
            foreach (var entry in await ReadAsync(last))
            {
                if (KeyElement.Parse(entry.Payload).Identity == element.Identity)
                {
                    return;
                }

                last = entry.Sequence;
            }

            await journal.AppendAsync(JournalOwner.Keys, new(last + 1, payload));
        }
    }
}
