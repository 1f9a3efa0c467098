using System.Text.Json;

namespace Registry.Api;

/// <summary>Times in bodies.</summary>
internal static class TimeText
{
    public const string Rule = "a time in ISO 8601 with its offset from UTC, such as 2026-11-20T00:00:00Z";

    /// <summary>Whether it is a moment. A time without an offset would mean another one wherever the registry runs.</summary>
    public static bool IsMoment(JsonElement text) =>
        text.TryGetDateTimeOffset(out _) && text.TryGetDateTime(out var time) && time.Kind != DateTimeKind.Unspecified;
}
