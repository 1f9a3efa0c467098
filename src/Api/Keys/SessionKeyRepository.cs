using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Registry.Grains.Interfaces;
using Registry.Silo;

namespace Registry.Api;

/// <summary>Keeps the keys of Data Protection where all API processes find them: behind a grain, since a client of the cluster has no storage.</summary>
/// <param name="grains">The grains.</param>
/// <param name="link">The way to the cluster; null where the silo is in this process.</param>
internal sealed class SessionKeyRepository(IGrainFactory grains, ClusterLink? link) : IXmlRepository
{
    private volatile int known;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var elements = Wait(async () => await grains.GetKeyRing().ReadAsync());
        known = elements.Length;
        return [.. elements.Select(text => XElement.Parse(text))];
    }

    public void StoreElement(XElement element, string friendlyName) => Wait(async () =>
    {
        await grains.GetKeyRing().AddAsync(element.ToString(SaveOptions.DisableFormatting), known);
        return true;
    });

    // Data Protection knows no other way than to wait. Not for a gateway that is not there: that takes as long as any call may.
    private T Wait<T>(Func<Task<T>> call) => link is null || link.TryPass()
        ? Task.Run(call).GetAwaiter().GetResult()
        : throw new RegistryUnavailableException("The keys of sessions are in the cluster, which is out of reach.", mayHaveChanged: false);
}
