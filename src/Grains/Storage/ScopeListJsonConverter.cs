using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Reads a list of scopes as the one that there is already, where there is one: what is stored has the same few over and over.</summary>
internal sealed class ScopeListJsonConverter : JsonConverter<ImmutableArray<ScopeId>>
{
    private static readonly IdentifierJsonConverter<ScopeId> Element = new();

    public override ImmutableArray<ScopeId> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("A list of scopes was expected.");
        }

        var scopes = new List<ScopeId>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            scopes.Add(Element.Read(ref reader, typeof(ScopeId), options));
        }

        return ScopeSets.Of(CollectionsMarshal.AsSpan(scopes)).Scopes;
    }

    public override void Write(Utf8JsonWriter writer, ImmutableArray<ScopeId> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var scope in value)
        {
            Element.Write(writer, scope, options);
        }

        writer.WriteEndArray();
    }
}
