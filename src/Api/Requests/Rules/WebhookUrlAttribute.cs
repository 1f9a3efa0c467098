using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using Registry.Silo;

namespace Registry.Api;

/// <summary>Where webhooks are sent to: an absolute https URL.</summary>
internal sealed class WebhookUrlAttribute : BodyRuleAttribute
{
    public override void Check(JsonElement value, string path, BodyRuleContext context)
    {
        var text = value.GetString()!;
        var allowLoopback = context.Services.GetRequiredService<IOptions<WebhookOptions>>().Value.AllowLoopbackHttp;
        if (text.Length > Limits.WebhookUrl || !IsEndpoint(text, allowLoopback))
        {
            context.Faults.Add(path, $"Must be an absolute https URL of up to {Limits.WebhookUrl} characters, without user name, password and fragment.");
        }
    }

    public override void Describe(OpenApiSchema schema)
    {
        schema.Format = "uri";
        schema.Pattern = "^https://";
        schema.MaxLength = Limits.WebhookUrl;
    }

    private static bool IsEndpoint(string text, bool allowLoopback) =>
        !text.Any(character => char.IsControl(character) || char.IsWhiteSpace(character))
        && Uri.TryCreate(text, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || (allowLoopback && url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
        && url.Host.Length > 0 && url.UserInfo.Length == 0 && url.Fragment.Length == 0;
}
