using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Registry.Api;

/// <summary>Bodies in the reference: one named schema per type, and its example.</summary>
internal static class MediaTypes
{
    public static async Task<Dictionary<string, OpenApiMediaType>> JsonAsync(
        string mediaType, Type type, OpenApiOperationTransformerContext context, CancellationToken cancellationToken) =>
        Json(mediaType, type, await context.GetOrCreateSchemaAsync(type, cancellationToken: cancellationToken), context.Document!);

    public static Dictionary<string, OpenApiMediaType> Json(string mediaType, Type type, OpenApiSchema schema, OpenApiDocument document)
    {
        var name = Name(type);
        document.AddComponent(name, schema);
        return new() { [mediaType] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(name, document), Example = ExampleOf(type) } };
    }

    private static string Name(Type type)
    {
        if (!type.IsGenericType)
        {
            return type.Name.Replace("Response", "", StringComparison.Ordinal);
        }

        return Name(type.GetGenericArguments()[0]) + "Page";
    }

    private static JsonNode? ExampleOf(Type type)
    {
        if (type.IsGenericType)
        {
            return new JsonObject
            {
                ["items"] = ExampleOf(type.GetGenericArguments()[0]) is { } item ? new JsonArray(item) : new JsonArray(),
                ["nextCursor"] = null,
            };
        }

        return type.GetCustomAttributes(typeof(ExampleAttribute), inherit: false) is [ExampleAttribute example] ? JsonNode.Parse(example.Json) : null;
    }
}
