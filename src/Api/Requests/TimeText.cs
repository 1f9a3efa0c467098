using System.Text.Json;

namespace Registry.Api;

/// <summary>Times in bodies and in query parameters.</summary>
internal static class TimeText
{
    public const string Rule = "a time in ISO 8601 with its offset from UTC, such as 2026-11-20T00:00:00Z";

    /// <summary>Whether it is a moment. A time without an offset would mean another one wherever the registry runs.</summary>
    public static bool IsMoment(JsonElement text) =>
        text.TryGetDateTimeOffset(out _) && text.TryGetDateTime(out var time) && time.Kind != DateTimeKind.Unspecified;

    /// <summary>Reads a moment that is by itself.</summary>
    public static bool TryParse(string text, out DateTimeOffset moment)
    {
        // By the same rule as in a body: what a body would have as this string.
        using var json = JsonDocument.Parse(JsonSerializer.SerializeToUtf8Bytes(text, ApiJson.Readable.String));
        moment = default;
        return IsMoment(json.RootElement) && json.RootElement.TryGetDateTimeOffset(out moment);
    }
}
