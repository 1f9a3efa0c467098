using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Registry.Grains;

/// <summary>What Data Protection stores at once: a key, or a revocation of keys.</summary>
internal sealed class KeyElement
{
    private KeyElement(string text, Guid? key) => (Text, IsKey, Identity) = (text, key is not null, key?.ToString() ?? text);

    /// <summary>The XML.</summary>
    public string Text { get; }

    /// <summary>Whether it is a key.</summary>
    public bool IsKey { get; }

    /// <summary>The id of the key; of anything else, all of it. Data Protection reads no key at all where it finds an id twice.</summary>
    public string Identity { get; }

    /// <exception cref="XmlException">It is no XML.</exception>
    public static KeyElement Parse(string text)
    {
        // No document type, unlike what the element would read by itself.
        using var reader = XmlReader.Create(new StringReader(text));
        var element = XElement.Load(reader);
        return new(text, element.Name == "key" && Guid.TryParse(element.Attribute("id")?.Value, out var id) ? id : null);
    }

    /// <inheritdoc cref="Parse(string)"/>
    public static KeyElement Parse(ReadOnlyMemory<byte> stored) => Parse(Encoding.UTF8.GetString(stored.Span));
}
