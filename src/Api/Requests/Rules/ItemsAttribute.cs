using System.Globalization;
using System.Text.Json;
using Microsoft.OpenApi;

namespace Registry.Api;

/// <summary>How many items a list may have. Unless permitted, no two are the same: the same text, or objects with the same <c>id</c>.</summary>
internal sealed class ItemsAttribute(int most) : BodyRuleAttribute
{
    public int Least { get; init; }

    public bool DuplicatesPermitted { get; init; }

    public override void Check(JsonElement value, string path, BodyRuleContext context)
    {
        var count = value.GetArrayLength();
        if (count < Least || count > most)
        {
            context.Faults.Add(path, string.Create(CultureInfo.InvariantCulture, $"Must have {Least} to {most} items, and has {count}."));
        }

        if (DuplicatesPermitted)
        {
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (Key(item) is { } key && !seen.Add(key))
            {
                context.Faults.Add(string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), $"Is in the list twice: {JsonWords.Shorten(key)}.");
            }

            index++;
        }
    }

    public override void Describe(OpenApiSchema schema)
    {
        schema.MinItems = Least;
        schema.MaxItems = most;
        schema.UniqueItems = !DuplicatesPermitted;
    }

    private static string? Key(JsonElement item)
    {
        if (item.ValueKind == JsonValueKind.Object)
        {
            // Not TryGetProperty: it throws where another name is no text.
            item = item.EnumerateObject().LastOrDefault(member => JsonWords.TryName(member, out var name) && name == "id").Value;
        }

        return item.ValueKind == JsonValueKind.String && JsonWords.TryText(item, out var text) ? text : null;
    }
}
