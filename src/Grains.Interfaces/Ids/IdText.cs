using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Registry.Grains.Interfaces;

/// <summary>The rules that the text of ids follows.</summary>
internal static class IdText
{
    public const int MaxIdLength = 64;

    public const int MaxTokenLength = 128;

    public const string IdRule = "1 to 64 characters of A-Z a-z 0-9 _ -";

    public const string IdPattern = "^[A-Za-z0-9_-]{1,64}$";

    public const string ScopeRule = "a scope token (RFC 6749 section 3.3): 1 to 128 printable ASCII characters without space, quote and backslash";

    public const string ScopePattern = @"^[\x21\x23-\x5B\x5D-\x7E]{1,128}$";

    public const string NumberRule = "16 hexadecimal digits in lower case, as the registry gave it out";

    public const string NumberPattern = "^[0-9a-f]{16}$";

    public const string TopicRule = "1 to 128 characters of A-Z a-z 0-9 _ - .";

    public const string TopicPattern = "^[A-Za-z0-9_.-]{1,128}$";

    private const string IdAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

    private static readonly SearchValues<char> IdCharacters = SearchValues.Create(IdAlphabet);

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    private static readonly SearchValues<char> TopicCharacters = SearchValues.Create(IdAlphabet + ".");

    public static bool IsId([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= MaxIdLength } && !text.AsSpan().ContainsAnyExcept(IdCharacters);

    public static bool IsNumber([NotNullWhen(true)] string? text) =>
        text is { Length: 16 } && !text.AsSpan().ContainsAnyExcept(Digits);

    public static bool IsTopic([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= MaxTokenLength } && !text.AsSpan().ContainsAnyExcept(TopicCharacters);

    public static bool IsScopeToken([NotNullWhen(true)] string? text)
    {
        if (text is not { Length: > 0 and <= MaxTokenLength })
        {
            return false;
        }

        foreach (var character in text)
        {
            if (character is not ('\x21' or (>= '\x23' and <= '\x5B') or (>= '\x5D' and <= '\x7E')))
            {
                return false;
            }
        }

        return true;
    }

    public static T Parse<T>(string? text)
        where T : struct, IIdentifier<T> =>
        T.TryParse(text, null, out var id)
            ? id
            : throw new FormatException($"'{text}' is no {T.Word} id: it must be {T.Rule}.");
}
