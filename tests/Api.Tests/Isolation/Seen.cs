using System.Text.RegularExpressions;

namespace Registry.Api.Tests.Isolation;

/// <summary>An answer as its caller sees it, byte for byte, but for what is another in each answer: trace ids, dates, the keys of forms.</summary>
internal static partial class Seen
{
    /// <param name="answer">The answer.</param>
    /// <param name="target">What the call was about, which an answer may repeat.</param>
    /// <param name="own">What is the caller's own, which each page of the Hub leads to.</param>
    public static string Of(Answer answer, Target target, Target? own = null)
    {
        var headers = answer.Headers
            .Where(header => header.Key != "Date")
            .OrderBy(header => header.Key, StringComparer.Ordinal)
            .Select(header => $"{header.Key}: {CookieValue().Replace(header.Value, "registry-hub-forms=…")}");
        var text = TraceId().Replace(FormToken().Replace(FormKey().Replace(answer.Text, "…"), "…"), "…");
        var seen = target.Blank($"{answer.Status}\n{string.Join('\n', headers)}\n\n{text}");
        return own?.Blank(seen) ?? seen;
    }

    /// <summary>As much of an answer as fits into a message.</summary>
    public static string Start(Answer answer) => answer.Text[..Math.Min(400, answer.Text.Length)];

    /// <summary>Says where two answers differ, if they do.</summary>
    public static void AreSame(string expected, string actual, string what)
    {
        if (expected == actual)
        {
            return;
        }

        var place = expected.Zip(actual).TakeWhile(pair => pair.First == pair.Second).Count();
        Assert.Fail($"{what}: the answers differ at character {place}.\n--- one\n{Around(expected, place)}\n--- other\n{Around(actual, place)}\n");
    }

    private static string Around(string text, int place) => text[Math.Max(0, place - 200)..Math.Min(text.Length, place + 300)];

    [GeneratedRegex("\"traceId\":\"[0-9a-f]{32}\"")]
    private static partial Regex TraceId();

    [GeneratedRegex("""(?<=name="__RequestVerificationToken" value=")[^"]+""")]
    private static partial Regex FormToken();

    [GeneratedRegex("""(?<=name="form\.key" value=")[^"]+""")]
    private static partial Regex FormKey();

    [GeneratedRegex("registry-hub-forms=[^;]+")]
    private static partial Regex CookieValue();
}
