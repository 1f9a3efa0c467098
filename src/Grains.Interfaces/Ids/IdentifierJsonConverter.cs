using System.Text.Json;
using System.Text.Json.Serialization;

namespace Registry.Grains.Interfaces;

/// <summary>Reads and writes an id as a JSON string; text that breaks the rule of the id is a <see cref="JsonException"/>.</summary>
/// <typeparam name="T">The id type.</typeparam>
public sealed class IdentifierJsonConverter<T> : JsonConverter<T>
    where T : struct, IIdentifier<T>
{
    // The words of the catalog: a few, and in everything that is stored. Ids of tenants are many, and stand alone.
    private static readonly IdTable<T>? Known = typeof(T) == typeof(ScopeId) || typeof(T) == typeof(TopicId) || typeof(T) == typeof(CapabilityId) ? new() : null;

    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? Parse(ref reader) : throw Invalid();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);

    /// <inheritdoc/>
    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Parse(ref reader);

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.Value);

    private static T Parse(ref Utf8JsonReader reader)
    {
        if (Known is not null && !reader.HasValueSequence && !reader.ValueIsEscaped)
        {
            return Known.TryFind(reader.ValueSpan, out var known) ? known : throw Invalid();
        }

        return T.TryParse(reader.GetString(), null, out var id) ? id : throw Invalid();
    }

    private static JsonException Invalid() => new($"This is no {T.Word} id: it must be a string of {T.Rule}.");
}
