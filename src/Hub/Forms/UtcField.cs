using System.Globalization;

namespace Registry.Hub;

/// <summary>A time in a field for times, in UTC.</summary>
internal static class UtcField
{
    private const string Format = "yyyy-MM-dd'T'HH:mm";

    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    // Browsers leave out seconds that are 0.
    private static readonly string[] Formats = [Format, "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFF"];

    public static string TextOf(DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    public static bool TryParse(string? text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, Utc, out time);

    /// <summary>The start of a day in a field for dates.</summary>
    public static bool TryParseDay(string? text, out DateTimeOffset day) =>
        DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, Utc, out day);
}
