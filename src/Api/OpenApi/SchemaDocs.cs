using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Registry.Api;

/// <summary>Adds to schemas what the serializer does not know: the rules of ids, the rules on members, examples.</summary>
internal sealed class SchemaDocs : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        DescribeType(schema, context.JsonTypeInfo);
        if (context.JsonPropertyInfo is { } member)
        {
            DescribeMember(schema, member);
        }

        return Task.CompletedTask;
    }

    private static void DescribeType(OpenApiSchema schema, JsonTypeInfo info)
    {
        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        if (IdKind.Of(type) is { } kind)
        {
            DescribeId(schema, kind);
        }
        else if (type == typeof(JsonElement))
        {
            schema.Type = JsonSchemaType.Object;
        }
        else if (type.IsEnum)
        {
            schema.Type = JsonSchemaType.String;
        }
        else if (IsList(schema) && ApiJson.Readable.GetTypeInfo(type)?.ElementType is { } element && IdKind.Of(element) is { } elementKind)
        {
            var item = new OpenApiSchema();
            DescribeId(item, elementKind);
            schema.Items = item;
        }
        else if (type.GetCustomAttribute<ExampleAttribute>() is { } example)
        {
            schema.Examples = [JsonNode.Parse(example.Json)!];
        }
    }

    // The element of a list that may be null comes along with the type of the list.
    private static bool IsList(OpenApiSchema schema) => schema.Type is { } type && type.HasFlag(JsonSchemaType.Array);

    private static void DescribeId(OpenApiSchema schema, IdKind kind)
    {
        schema.Type = JsonSchemaType.String;
        schema.Pattern = kind.Pattern;
        schema.Description = $"The {kind.Word}.";
        schema.Examples = [kind.Example];
    }

    private static void DescribeMember(OpenApiSchema schema, JsonPropertyInfo member)
    {
        var attributes = member.AttributeProvider;
        var isLeftOutWhenNull = attributes?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: false) is [JsonIgnoreAttribute { Condition: JsonIgnoreCondition.WhenWritingNull }];
        if (isLeftOutWhenNull)
        {
            schema.Type &= ~JsonSchemaType.Null;
            schema.Enum = schema.Enum is { } words ? [.. words.Where(word => word is not null && !word.IsJsonNullSentinel())] : null;
        }
        else if (member.IsGetNullable && schema.Type is { } type)
        {
            schema.Type = type | JsonSchemaType.Null;
            if (schema.Enum is { } values && !values.Any(word => word is null || word.IsJsonNullSentinel()))
            {
                schema.Enum = [.. values, JsonNullSentinel.JsonNull];
            }
        }

        if (attributes is null)
        {
            return;
        }

        if (attributes.GetCustomAttributes(typeof(DescriptionAttribute), inherit: false) is [DescriptionAttribute description])
        {
            schema.Description = description.Description;
        }

        foreach (BodyRuleAttribute rule in attributes.GetCustomAttributes(typeof(BodyRuleAttribute), inherit: false))
        {
            rule.Describe(schema);
        }

        if (attributes.GetCustomAttributes(typeof(ProblemTopicsAttribute), inherit: false).Length > 0)
        {
            schema.Type = null;
            schema.OneOf = ProblemTopicsAttribute.Forms();
        }
    }
}
