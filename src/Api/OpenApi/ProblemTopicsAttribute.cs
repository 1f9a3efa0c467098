using Microsoft.OpenApi;

namespace Registry.Api;

/// <summary>Marks the member of a problem that lists topics: in one kind of problem as ids, in another with what they need.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ProblemTopicsAttribute : Attribute
{
    public static IList<IOpenApiSchema> Forms() =>
    [
        List(Id(), "Ids of topics."),
        List(
            new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Required = new HashSet<string> { "topic", "needsAnyOf" },
                Properties = new Dictionary<string, IOpenApiSchema>
                {
                    ["topic"] = Id("The topic."),
                    ["needsAnyOf"] = List(Id(), "The scopes of which it needs any one."),
                },
            },
            "Topics with what they need."),
    ];

    private static OpenApiSchema List(OpenApiSchema items, string description) =>
        new() { Type = JsonSchemaType.Array, Items = items, Description = description };

    private static OpenApiSchema Id(string? description = null) => new() { Type = JsonSchemaType.String, Description = description };
}
