using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Registry.Api;

/// <summary>Problems in the reference: which ones an endpoint may answer with.</summary>
internal static class ProblemDocs
{
    public static IEnumerable<ProblemType> Of(IEnumerable<object> metadata)
    {
        var items = metadata.ToArray();
        var types = items.OfType<ProblemsDoc>().SelectMany(doc => doc.Types).ToHashSet();
        if (items.OfType<RolesRequirement>().Any())
        {
            // Also those that take no body: one that is sent all the same is looked at (StrictRequests).
            types.UnionWith(
            [
                ProblemTypes.InvalidRequest, ProblemTypes.Unauthenticated, ProblemTypes.Forbidden, ProblemTypes.RequestTimeout, ProblemTypes.PayloadTooLarge,
                ProblemTypes.UnsupportedMediaType, ProblemTypes.RateLimited, ProblemTypes.InternalError, ProblemTypes.Unavailable,
            ]);
        }

        return types.OrderBy(type => type.Status).ThenBy(type => type.Slug, StringComparer.Ordinal);
    }

    public static async Task<OpenApiResponse> ResponseAsync(
        ProblemType[] types, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var content = await MediaTypes.JsonAsync("application/problem+json", typeof(ProblemResponse), context, cancellationToken);
        var media = content["application/problem+json"];
        media.Example = null;
        media.Examples = types.ToDictionary(type => type.Slug, IOpenApiExample (type) => new OpenApiExample { Summary = type.Title, Value = Example(type) });
        return new OpenApiResponse
        {
            Description = string.Join("\n", types.Select(type => $"- `{type.Slug}`: {type.Title}")),
            Content = content,
            Headers = Headers(types[0].Status),
        };
    }

    private static Dictionary<string, IOpenApiHeader>? Headers(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => new() { ["WWW-Authenticate"] = Header("Bearer, with what is wrong with the token.", JsonSchemaType.String, "Bearer") },
        StatusCodes.Status429TooManyRequests => new()
        {
            ["Retry-After"] = RetryAfter(),
            ["RateLimit-Policy"] = Header("Each limit that was looked at: how many requests at once (q), all there again after so many seconds (w).", JsonSchemaType.String, "\"caller\";q=1000;w=10"),
            ["RateLimit"] = Header("How many requests are left of each (r), and after how many seconds all are (t). Other answers have it too.", JsonSchemaType.String, "\"caller\";r=0;t=10"),
        },
        StatusCodes.Status503ServiceUnavailable => new() { ["Retry-After"] = RetryAfter() },
        _ => null,
    };

    private static OpenApiHeader RetryAfter() => Header("After how many seconds a repetition makes sense.", JsonSchemaType.Integer, 1);

    private static OpenApiHeader Header(string description, JsonSchemaType type, JsonNode example) =>
        new() { Description = description, Schema = new OpenApiSchema { Type = type }, Example = example };

    private static JsonObject Example(ProblemType type)
    {
        var example = new JsonObject
        {
            ["type"] = type.Uri,
            ["title"] = type.Title,
            ["status"] = type.Status,
            ["detail"] = "What to do about it, in words for people.",
        };
        foreach (var (name, value) in Members(type))
        {
            example[name] = value;
        }

        example["traceId"] = "4bf92f3577b34da6a3ce929d0e0e4736";
        return example;
    }

    private static (string Name, JsonNode Value)[] Members(ProblemType type) => type.Slug switch
    {
        "invalid_request" => [("errors", new JsonObject { ["name"] = new JsonArray("Is required.") })],
        "app_not_installable" => [("appStatus", "draft")],
        "stale_revision" => [("revision", 6), ("minRevision", 7)],
        "precondition_failed" => [("revision", 8)],
        "unknown_scope" or "scope_not_requested" or "reason_required" => [("scopes", new JsonArray("read_tags"))],
        "unknown_topic" or "topic_not_subscribed" => [("topics", new JsonArray("company.created"))],
        "unknown_capability" => [("capabilities", new JsonArray("canvas_kit"))],
        "required_scope_missing" => [("missing", new JsonArray("read_conversations"))],
        "topic_needs_scope" =>
        [
            ("topic", "company.created"),
            ("needsAnyOf", new JsonArray("read_and_list_users_and_companies")),
            ("topics", new JsonArray(new JsonObject { ["topic"] = "company.created", ["needsAnyOf"] = new JsonArray("read_and_list_users_and_companies") })),
        ],
        "rate_limited" => [("limit", "caller")],
        "unavailable" => [("outcome", "unchanged")],
        _ => [],
    };
}
