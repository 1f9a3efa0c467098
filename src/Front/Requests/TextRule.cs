using System.Globalization;

namespace Registry.Front;

/// <summary>Text for people: some characters that are not all blank, and no control characters.</summary>
/// <param name="Most">How many characters at most.</param>
/// <param name="Lines">Whether it may have several lines.</param>
public sealed record TextRule(int Most, bool Lines = false)
{
    /// <summary>How many characters the name of an app may have.</summary>
    public const int MostName = 100;

    /// <summary>How many characters a reason may have: why an app needs a scope, is suspended or rejected.</summary>
    public const int MostReason = 500;

    /// <summary>The name of an app.</summary>
    public static TextRule Name { get; } = new(MostName);

    /// <summary>A reason.</summary>
    public static TextRule Reason { get; } = new(MostReason, Lines: true);

    /// <summary>What is wrong with a text, in whole sentences.</summary>
    public IEnumerable<string> Faults(string text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.EnumerateRunes().Count() > Most)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Must be 1 to {Most} characters, and not only blanks.");
        }

        if (text.Any(character => char.IsControl(character) && !(Lines && character is ('\n' or '\r' or '\t'))))
        {
            yield return "Must not have control characters.";
        }
    }
}
