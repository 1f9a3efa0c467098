using System.Text.Json;
using Microsoft.OpenApi;

namespace Registry.Api;

/// <summary>Where webhooks are sent to: an absolute https URL.</summary>
internal sealed class WebhookUrlAttribute : BodyRuleAttribute
{
    public override void Check(JsonElement value, string path, BodyRuleContext context)
    {
        if (WebhookUrlRule.Fault(value.GetString()!, context.Services.GetRequiredService<IEndpointRules>().AllowLoopbackHttp) is { } fault)
        {
            context.Faults.Add(path, fault);
        }
    }

    public override void Describe(OpenApiSchema schema)
    {
        schema.Format = "uri";
        schema.Pattern = "^https://";
        schema.MaxLength = WebhookUrlRule.Most;
    }
}
