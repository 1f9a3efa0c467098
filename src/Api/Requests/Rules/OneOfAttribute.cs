using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Registry.Api;

/// <summary>One of a few words.</summary>
internal sealed class OneOfAttribute(params string[] words) : BodyRuleAttribute
{
    public override void Check(JsonElement value, string path, BodyRuleContext context)
    {
        if (!words.Contains(value.GetString(), StringComparer.Ordinal))
        {
            context.Faults.Add(path, $"Must be {string.Join(" or ", words.Select(word => $"\"{word}\""))}.");
        }
    }

    public override void Describe(OpenApiSchema schema) => schema.Enum = [.. words.Select(word => (JsonNode)word)];
}
