using System.Globalization;
using System.Text.Json;
using Microsoft.OpenApi;

namespace Registry.Api;

/// <summary>A list of texts for people.</summary>
internal sealed class TextListAttribute(int most, int mostItems) : BodyRuleAttribute
{
    private readonly ItemsAttribute items = new(mostItems);
    private readonly TextAttribute text = new(most) { Lines = true };

    public override void Check(JsonElement value, string path, BodyRuleContext context)
    {
        items.Check(value, path, context);
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String && JsonWords.TryText(item, out _))
            {
                text.Check(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), context);
            }

            index++;
        }
    }

    public override void Describe(OpenApiSchema schema)
    {
        items.Describe(schema);
        if (schema.Items is OpenApiSchema item)
        {
            text.Describe(item);
        }
    }
}
