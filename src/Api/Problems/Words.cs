using System.Collections.Immutable;

namespace Registry.Api;

/// <summary>Puts lists of ids into sentences.</summary>
internal static class Words
{
    private const int Shown = 5;

    /// <summary><c>a, b, c and 4 more</c>.</summary>
    public static string List<T>(ImmutableArray<T> ids)
    {
        var named = string.Join(", ", ids.Take(Shown));
        return ids.Length > Shown ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{named} and {ids.Length - Shown} more") : named;
    }
}
