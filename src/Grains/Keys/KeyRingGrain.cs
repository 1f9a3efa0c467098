using System.Collections.Immutable;
using System.Text;
using Orleans.Concurrency;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

[GrainType("key-ring"), StatelessWorker]
internal sealed class KeyRingGrain(IJournal journal) : Grain, IKeyRingGrain
{
    private readonly KeyJournal keys = new(journal, JournalOwner.SessionKeys);

    public async Task<ImmutableArray<string>> ReadAsync() =>
        [.. (await keys.ReadAsync()).Select(entry => Encoding.UTF8.GetString(entry.Payload.Span))];

    public Task AddAsync(string element, int known)
    {
        var parsed = KeyElement.Parse(element);
        return parsed.IsKey ? keys.AddAsync(parsed, known + 1L) : keys.AddAsync(parsed);
    }
}
