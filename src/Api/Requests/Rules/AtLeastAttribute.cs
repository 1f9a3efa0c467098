using System.Globalization;
using System.Text.Json;
using Microsoft.OpenApi;

namespace Registry.Api;

/// <summary>A number that is not less than another.</summary>
internal sealed class AtLeastAttribute(long least) : BodyRuleAttribute
{
    public override void Check(JsonElement value, string path, BodyRuleContext context)
    {
        if (value.GetInt64() < least)
        {
            context.Faults.Add(path, string.Create(CultureInfo.InvariantCulture, $"Must be {least} or more."));
        }
    }

    public override void Describe(OpenApiSchema schema) => schema.Minimum = least.ToString(CultureInfo.InvariantCulture);
}
