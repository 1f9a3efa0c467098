using System.Text.Json;
using Microsoft.OpenApi;

namespace Registry.Api;

/// <summary>The public keys of an app, see <see cref="ClientKeysRule"/>.</summary>
internal sealed class ClientKeysAttribute : BodyRuleAttribute
{
    public override void Check(JsonElement value, string path, BodyRuleContext context)
    {
        if (ClientKeysRule.Fault(value.GetRawText()) is { } fault)
        {
            context.Faults.Add(path, fault);
        }
    }

    public override void Describe(OpenApiSchema schema) => schema.Format = "jwks";
}
