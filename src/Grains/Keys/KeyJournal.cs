using System.Text;

namespace Registry.Grains;

/// <summary>Keys of Data Protection in the journal, in the order in which they were stored: the first has sequence 1, the next 2, with no gap.</summary>
internal sealed class KeyJournal(IJournal journal, JournalOwner owner)
{
    private const int PageSize = 100;

    public async Task<IReadOnlyList<JournalEntry>> ReadAsync(long? after = null)
    {
        var entries = new List<JournalEntry>();
        while (true)
        {
            var page = await journal.ReadAsync(owner, newestFirst: false, after, PageSize);
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

            await AddAsync(element, last + 1);
        }
    }

    /// <summary>Adds the element at one sequence, or not at all where another one is there.</summary>
    public Task AddAsync(KeyElement element, long sequence) => journal.AppendAsync(owner, new(sequence, Encoding.UTF8.GetBytes(element.Text)));
}
