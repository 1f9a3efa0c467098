using System.Text.Json;
using Microsoft.OpenApi;

namespace Registry.Api;

/// <summary>Text for people, see <see cref="TextRule"/>.</summary>
internal sealed class TextAttribute(int most) : BodyRuleAttribute
{
    /// <summary>Whether it may have several lines.</summary>
    public bool Lines { get; init; }

    public override void Check(JsonElement value, string path, BodyRuleContext context)
    {
        foreach (var fault in new TextRule(most, Lines).Faults(value.GetString()!))
        {
            context.Faults.Add(path, fault);
        }
    }

    public override void Describe(OpenApiSchema schema)
    {
        schema.MinLength = 1;
        schema.MaxLength = most;
    }
}
