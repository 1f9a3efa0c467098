using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Registry.Api.Tests;

/// <summary>Holds the first read until another process has read too, so that both see the same.</summary>
internal sealed class TogetherRepository(IXmlRepository inner, Barrier together) : IXmlRepository
{
    private bool hasRead;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var elements = inner.GetAllElements();
        if (!hasRead)
        {
            hasRead = true;
            Assert.True(together.SignalAndWait(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        }

        return elements;
    }

    public void StoreElement(XElement element, string friendlyName) => inner.StoreElement(element, friendlyName);
}
