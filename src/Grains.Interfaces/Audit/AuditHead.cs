using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Registry.Grains.Interfaces;

/// <summary>
/// How far an audit log goes: its last entry. Kept somewhere else, it proves later that all up to there is as it was. Its
/// text form is <c>{sequence}:{hash}</c>.
/// </summary>
/// <param name="Sequence">How many entries there are.</param>
/// <param name="Hash">The hash of the last one, as 64 lower-case hexadecimal digits; zeros where there is none.</param>
[GenerateSerializer, Immutable, Alias("registry.AuditHead")]
public sealed record AuditHead([property: Id(0)] long Sequence, [property: Id(1)] string Hash) : IParsable<AuditHead>
{
    /// <summary>The rule that the text form follows, in words that complete "must be …".</summary>
    public const string Rule = "the number of an entry and its hash (64 hexadecimal digits), joined by ':'";

    /// <summary>How many digits a hash has.</summary>
    public const int HashDigits = 64;

    /// <summary>Of a log without an entry.</summary>
    public static AuditHead Empty { get; } = new(0, new string('0', HashDigits));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out AuditHead result)
    {
        result = null;
        if (s?.Split(':') is not [var number, { Length: HashDigits } hash]
            || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            || !hash.All(char.IsAsciiHexDigit))
        {
            return false;
        }

        result = new(sequence, hash.ToLowerInvariant());
        return true;
    }

    /// <inheritdoc/>
    public static AuditHead Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var head) ? head : throw new FormatException($"'{s}' must be {Rule}.");

    /// <summary>The text form.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sequence}:{Hash}");
}
