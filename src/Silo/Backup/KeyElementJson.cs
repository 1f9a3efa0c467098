using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml;
using Registry.Grains;

namespace Registry.Silo;

/// <summary>A key as the text of its XML.</summary>
internal sealed class KeyElementJson : JsonConverter<KeyElement>
{
    public override KeyElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException("A key is text with its XML.");
        }

        try
        {
            return KeyElement.Parse(reader.GetString()!);
        }
        catch (XmlException exception)
        {
            // What the exception says may be a part of the key.
            throw new JsonException($"This is no XML of a key; look at its character {exception.LinePosition}.");
        }
    }

    public override void Write(Utf8JsonWriter writer, KeyElement value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
}
