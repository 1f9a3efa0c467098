using System.Globalization;
using System.Text.Json;
using Microsoft.OpenApi;

namespace Registry.Api;

/// <summary>A list of redirect URIs, see <see cref="RedirectUriRule"/>.</summary>
internal sealed class RedirectUrisAttribute : BodyRuleAttribute
{
    public override void Check(JsonElement value, string path, BodyRuleContext context)
    {
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            var itemPath = string.Create(CultureInfo.InvariantCulture, $"{path}[{index++}]");
            if (item.ValueKind == JsonValueKind.String && JsonWords.TryText(item, out var text) && RedirectUriRule.Fault(text) is { } fault)
            {
                context.Faults.Add(itemPath, fault);
            }
        }
    }

    public override void Describe(OpenApiSchema schema)
    {
        if (schema.Items is OpenApiSchema item)
        {
            item.Format = "uri";
            item.MaxLength = RedirectUriRule.Most;
        }
    }
}
