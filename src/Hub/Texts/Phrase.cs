using System.Globalization;

namespace Registry.Hub;

/// <summary>Puts values into a text of the resource files.</summary>
internal static class Phrase
{
    public static string Of(string format, params object?[] values) => string.Format(CultureInfo.InvariantCulture, format, values);

    /// <summary>One of two texts, by number, with the number in it: "1 topic", "3 topics".</summary>
    public static string Count(long number, string one, string many) => Of(number == 1 ? one : many, Number(number));

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string List<T>(IEnumerable<T> items) => string.Join(", ", items);

    /// <summary>What is enough: the only one, or one of several.</summary>
    public static string AnyOf<T>(IReadOnlyCollection<T> items) => items.Count == 1 ? List(items) : Of(CommonTexts.AnyOf, List(items));
}
