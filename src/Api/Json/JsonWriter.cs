using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Registry.Api;

/// <summary>Writes bodies whole, with their length: callers can tell one that was cut off.</summary>
internal static class JsonWriter
{
    public const string MediaType = "application/json";

    public static Task WriteAsync<T>(HttpResponse response, T value, JsonTypeInfo<T> type, string mediaType)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(value, type);
        response.ContentType = mediaType;
        response.ContentLength = bytes.Length;
        return response.Body.WriteAsync(bytes).AsTask();
    }
}
