using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Registry.Api;

/// <summary>What the registry sends to the endpoints of apps, in the reference.</summary>
internal sealed class NotificationDocs : IOpenApiDocumentTransformer
{
    public async Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Webhooks = new Dictionary<string, IOpenApiPathItem>
        {
            ["notification"] = Post(
                "An event of a topic",
                "Goes to every app whose installation in the workspace has the topic active when the event is published. "
                    + "The notifications of one installation arrive in order, one at a time, and at least once.",
                await BodyAsync<EventNotification>(),
                Answers()),
            ["installation"] = Post(
                "A change of an installation",
                "Goes to the app whose installation it is; it can't be switched off. In order with the events of that installation.",
                await BodyAsync<InstallationNotification>(),
                Answers()),
            ["ping"] = Post(
                "A test of the endpoint",
                "Sent when the app's developer asks for it, at once and only once.",
                await BodyAsync<PingNotification>(),
                new() { ["default"] = new OpenApiResponse { Description = "Whatever it is, the developer who asked for the ping is told. Nothing else follows from it." } }),
        };

        async Task<Dictionary<string, OpenApiMediaType>> BodyAsync<T>() =>
            MediaTypes.Json("application/json", typeof(T), await context.GetOrCreateSchemaAsync(typeof(T), cancellationToken: cancellationToken), document);
    }

    private static OpenApiPathItem Post(string summary, string description, Dictionary<string, OpenApiMediaType> body, OpenApiResponses answers) => new()
    {
        Operations = new()
        {
            [HttpMethod.Post] = new OpenApiOperation
            {
                Summary = summary,
                Description = description,
                Parameters =
                [
                    Header("webhook-id", "The notification, the same for all attempts and replays.", "1795474800000000-ws_acme"),
                    Header("webhook-timestamp", "When this attempt was signed, in seconds since 1970. Refuse what is more than five minutes off.", "1795428931"),
                    Header(
                        "webhook-signature",
                        "As of Standard Webhooks: `v1,` and the HMAC-SHA256 of `{webhook-id}.{webhook-timestamp}.{body}` in base64. The key is what follows "
                            + "`whsec_` in the app's secret, decoded from base64. While a secret is being replaced there are two, with a space between.",
                        "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4="),
                    Header(
                        "X-Hub-Signature",
                        "As of WebSub: `sha1=` and the HMAC-SHA1 of the body in hexadecimal, keyed with the newest secret as text. Does not cover id and time.",
                        "sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
                ],
                RequestBody = new OpenApiRequestBody { Required = true, Description = "More members may come: leave alone what you don't know.", Content = body },
                Responses = answers,
                Security = [],
            },
        },
    };

    private static OpenApiParameter Header(string name, string description, JsonNode example) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Required = true,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        Example = example,
    };

    private static OpenApiResponses Answers() => new()
    {
        ["2XX"] = new OpenApiResponse { Description = "Taken: the delivery is `delivered`. An answer counts within five seconds, unless the operator has set another time." },
        ["410"] = new OpenApiResponse { Description = "Nothing more is sent to this endpoint until it is set again. What waits is given up (`endpoint_gone`) and can be replayed." },
        ["429"] = Later("Too much now: tried again."),
        ["503"] = Later("Not now: tried again."),
        ["default"] = new OpenApiResponse { Description = "Also 3xx (redirects are not followed) and no answer in time: tried again as the app's retry profile says, then `failed` (`attempts_exhausted`)." },
    };

    private static OpenApiResponse Later(string description) => new()
    {
        Description = description,
        Headers = new Dictionary<string, IOpenApiHeader>
        {
            ["Retry-After"] = new OpenApiHeader
            {
                Description = "Seconds, or a date: not before that, up to two hours. Left out, as the app's retry profile says.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                Example = "60",
            },
        },
    };
}
