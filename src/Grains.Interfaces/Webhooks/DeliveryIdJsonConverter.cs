using System.Text.Json;
using System.Text.Json.Serialization;

namespace Registry.Grains.Interfaces;

/// <summary>Reads and writes a <see cref="DeliveryId"/> in its text form; any other text is a <see cref="JsonException"/>.</summary>
public sealed class DeliveryIdJsonConverter : JsonConverter<DeliveryId>
{
    /// <inheritdoc/>
    public override DeliveryId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && DeliveryId.TryParse(reader.GetString(), out var id)
            ? id
            : throw new JsonException("This is no delivery id: it must be a string of a number, a hyphen and a workspace id.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DeliveryId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
