using System.Text.Json;

namespace Registry.Grains.Interfaces;

/// <summary>Reads strings of a catalog document.</summary>
internal static class CatalogText
{
    /// <summary>A string, or null with a note of what is wrong.</summary>
    public static string? Of(JsonElement value, string path, string expected, CatalogFaults faults)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            faults.Add(path, $"is {Kind(value)}; it must be {expected}.");
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            faults.Add(path, "has half of a surrogate pair as an escape, which is no character; write the character itself.");
            return null;
        }
    }

    /// <summary>A string that follows a rule, or null with a note of what is wrong.</summary>
    public static string? Checked(JsonElement value, string path, string rule, Func<string, bool> follows, CatalogFaults faults)
    {
        var text = Of(value, path, $"a string of {rule}", faults);
        if (text is null || follows(text))
        {
            return text;
        }

        faults.Add(path, $"is {CatalogPath.Quoted(text)}; it must be {rule}");
        return null;
    }

    public static T? Id<T>(JsonElement value, string path, CatalogFaults faults)
        where T : struct, IIdentifier<T> =>
        Checked(value, path, T.Rule, text => T.TryParse(text, null, out _), faults) is { } text ? T.Parse(text, null) : null;

    /// <summary>What a value is, in words.</summary>
    public static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => value.GetRawText(),
    };
}
