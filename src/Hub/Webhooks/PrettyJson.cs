using System.Text.Encodings.Web;
using System.Text.Json;

namespace Registry.Hub;

/// <summary>JSON with line ends, for people to read.</summary>
internal static class PrettyJson
{
    // Shown as text in a page, which escapes what matters there.
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The same document; a text that is none comes back as it is.</summary>
    public static string Of(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return JsonSerializer.Serialize(document.RootElement, Options);
        }
        catch (JsonException)
        {
            return json;
        }
    }
}
