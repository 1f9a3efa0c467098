using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;

namespace Registry.Api;

/// <summary>Parameters in the reference.</summary>
internal static partial class ParameterDocs
{
    public static IEnumerable<IOpenApiParameter> OfPath(string path) =>
        PathParameter().Matches(path).Select(match => match.Groups[1].Value).Select(name =>
        {
            var kind = IdKind.OfRoute(name) ?? throw new InvalidOperationException($"Path parameter {name} names no kind of id.");
            return new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Path,
                Required = true,
                Description = $"The {name}: {kind.Rule}.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = kind.Pattern },
                Example = kind.Example,
            };
        });

    public static IEnumerable<IOpenApiParameter> Of(IEnumerable<ParameterDoc> parameters) => parameters.Select(parameter => new OpenApiParameter
    {
        Name = parameter.Name,
        In = parameter.In == "query" ? ParameterLocation.Query : ParameterLocation.Header,
        Required = parameter.IsRequired,
        Description = parameter.Description,
        Schema = SchemaOf(parameter),
        Example = parameter.Least is null ? parameter.Example : JsonNode.Parse(parameter.Example),
    });

    private static OpenApiSchema SchemaOf(ParameterDoc parameter) => parameter.Least is { } least
        ? new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Format = "int64",
            Minimum = least.ToString(CultureInfo.InvariantCulture),
            Maximum = parameter.Most?.ToString(CultureInfo.InvariantCulture),
            Default = parameter.Default is { } value ? JsonValue.Create(value) : null,
        }
        : new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Format = parameter.Format,
            Pattern = parameter.Pattern,
            MaxLength = parameter.MaxLength,
            Enum = parameter.Values is { } values ? [.. values.Select(value => (JsonNode)value)] : null,
        };

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex PathParameter();
}
