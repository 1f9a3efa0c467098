using System.Text.Json;

namespace Registry.Api;

/// <summary>JSON as people speak of it.</summary>
internal static class JsonWords
{
    private const int MostShown = 64;

    public static string Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "this number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "null",
    };

    public static string Shorten(string name) => name.Length <= MostShown ? name : name[..MostShown] + "…";

    /// <summary>False where an escape such as <c>\ud800</c> stands alone, which is no text.</summary>
    public static bool TryText(JsonElement element, out string text)
    {
        try
        {
            text = element.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            text = "";
            return false;
        }
    }

    public static bool TryName(JsonProperty property, out string name)
    {
        try
        {
            name = property.Name;
            return true;
        }
        catch (InvalidOperationException)
        {
            name = "";
            return false;
        }
    }
}
