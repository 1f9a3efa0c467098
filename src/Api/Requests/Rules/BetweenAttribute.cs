using System.Globalization;
using System.Text.Json;
using Microsoft.OpenApi;

namespace Registry.Api;

/// <summary>A number between two others, both included.</summary>
internal sealed class BetweenAttribute(long least, long most) : BodyRuleAttribute
{
    public override void Check(JsonElement value, string path, BodyRuleContext context)
    {
        if (value.GetInt64() < least || value.GetInt64() > most)
        {
            context.Faults.Add(path, string.Create(CultureInfo.InvariantCulture, $"Must be {least} to {most}."));
        }
    }

    public override void Describe(OpenApiSchema schema)
    {
        schema.Minimum = least.ToString(CultureInfo.InvariantCulture);
        schema.Maximum = most.ToString(CultureInfo.InvariantCulture);
    }
}
