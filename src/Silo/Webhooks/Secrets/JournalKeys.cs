using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Registry.Grains;

namespace Registry.Silo;

/// <summary>Keeps the keys that webhook secrets are protected with in the registry's own storage, where all silos find them, in the journal since every storage has one.</summary>
internal sealed class JournalKeys(IJournal journal) : IXmlRepository
{
    private readonly KeyJournal keys = new(journal, JournalOwner.SecretKeys);

    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. Wait(() => keys.ReadAsync()).Select(entry => XElement.Parse(Encoding.UTF8.GetString(entry.Payload.Span)))];

    public void StoreElement(XElement element, string friendlyName) => Wait(async () =>
    {
        await keys.AddAsync(KeyElement.Parse(element.ToString(SaveOptions.DisableFormatting)));
        return true;
    });

    // Data Protection knows no other way than to wait. Off the caller's scheduler, which may be a grain's own.
    private static T Wait<T>(Func<Task<T>> action) => Task.Run(action).GetAwaiter().GetResult();
}
