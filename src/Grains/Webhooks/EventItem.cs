using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>What an event says happened.</summary>
internal static class EventItem
{
    private const string Deleted = ".deleted";

    // What is read by programs and people, never part of a page.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The object as apps get it. What is deleted is only named: whoever deletes something does not mean to send it out once more.</summary>
    public static ReadOnlyMemory<byte> Of(PublishRequest request, Catalog catalog)
    {
        using var item = JsonDocument.Parse(request.Item);
        var isWhole = !request.Topic.Value.EndsWith(Deleted, StringComparison.Ordinal);
        var fields = catalog.FindTopic(request.Topic)?.IdentifyingFields ?? [];
        var buffer = new ArrayBufferWriter<byte>(request.Item.Length);
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            writer.WriteStartObject();
            foreach (var member in item.RootElement.EnumerateObject().Where(member => isWhole || member.Name is "type" or "id" || fields.Contains(member.Name)))
            {
                member.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>Stands for topic and content.</summary>
    public static string FingerprintOf(PublishRequest request) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{request.Topic}\n{request.Item}")));
}
