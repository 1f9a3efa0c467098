using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Registry.Grains;

namespace Registry.Silo;

/// <summary>Keeps the keys of Data Protection in the registry's own storage, where all silos find them, in the journal since every storage has one.</summary>
internal sealed class JournalKeys(IJournal journal) : IXmlRepository
{
    private const int PageSize = 100;

    public IReadOnlyCollection<XElement> GetAllElements() => Wait(ReadAsync);

    public void StoreElement(XElement element, string friendlyName) => Wait(async () =>
    {
        await AppendAsync(Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting)));
        return true;
    });

    // Data Protection knows no other way than to wait. Off the caller's scheduler, which may be a grain's own.
    private static T Wait<T>(Func<Task<T>> action) => Task.Run(action).GetAwaiter().GetResult();

    private async Task<IReadOnlyCollection<XElement>> ReadAsync()
    {
        var elements = new List<XElement>();
        long? after = null;
        while (true)
        {
            var page = await journal.ReadAsync(JournalOwner.Keys, newestFirst: false, after, PageSize);
            elements.AddRange(page.Select(entry => XElement.Parse(Encoding.UTF8.GetString(entry.Payload.Span))));
            if (page.Length < PageSize)
            {
                return elements;
            }

            after = page[^1].Sequence;
        }
    }

    // Of two silos that take the same sequence, the first has it; the other one finds its key missing there and goes on.
    private async Task AppendAsync(byte[] payload)
    {
        var last = await journal.ReadAsync(JournalOwner.Keys, newestFirst: true, after: null, limit: 1);
        for (var sequence = last.IsEmpty ? 1 : last[0].Sequence + 1; ; sequence++)
        {
            await journal.AppendAsync(JournalOwner.Keys, new(sequence, payload));
            var stored = await journal.ReadAsync(JournalOwner.Keys, newestFirst: false, after: sequence - 1, limit: 1);
            if (!stored.IsEmpty && stored[0].Sequence == sequence && stored[0].Payload.Span.SequenceEqual(payload))
            {
                return;
            }
        }
    }
}
