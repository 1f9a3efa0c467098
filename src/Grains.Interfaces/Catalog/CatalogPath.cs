using System.Text.Json;

namespace Registry.Grains.Interfaces;

/// <summary>Spells JSON paths (RFC 9535) into a catalog document.</summary>
internal static class CatalogPath
{
    public const string Root = "$";

    public static string Member(string parent, string name) =>
        name.Length > 0 && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_') && !char.IsAsciiDigit(name[0])
            ? $"{parent}.{name}"
            : $"{parent}[{Quoted(name)}]";

    public static string Member(string parent, JsonProperty member) => Member(parent, NameOf(member));

    public static string Item(string parent, int index) => $"{parent}[{index}]";

    /// <summary>The name of a member; an escaped lone surrogate in it, which is no text, is shown as it is written.</summary>
    public static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            var raw = member.ToString();
            return raw[1..raw.IndexOf("\":", StringComparison.Ordinal)];
        }
    }

    /// <summary>A piece of the document for a message: in quotes, on one line, and not longer than a person reads.</summary>
    public static string Quoted(string text)
    {
        const int Most = 60;
        var shown = text.Length <= Most ? text : string.Concat(text.AsSpan(0, Most), "…");
        return $"'{string.Concat(shown.Select(character => char.IsControl(character) ? $"\\u{(int)character:x4}" : character.ToString()))}'";
    }
}
