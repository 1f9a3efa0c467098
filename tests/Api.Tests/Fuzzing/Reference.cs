using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace Registry.Api.Tests.Fuzzing;

/// <summary>The OpenAPI document of the running service: its operations, and its schemas as validators.</summary>
internal sealed class Reference
{
    private const string Schemas = "#/components/schemas/";
    private const string Address = "https://registry.invalid/reference";

    private readonly JsonElement document;
    private readonly EvaluationOptions options = new() { EvaluateAs = SpecVersion.Draft202012, OutputFormat = OutputFormat.List, RequireFormatValidation = true };
    private readonly ConcurrentDictionary<string, JsonSchema> validators = new();

    public Reference(string json)
    {
        document = JsonDocument.Parse(json).RootElement;
        var definitions = JsonNode.Parse(document.GetProperty("components").GetProperty("schemas").GetRawText().Replace(Schemas, "#/$defs/", StringComparison.Ordinal))!;
        Close(definitions);
        options.SchemaRegistry.Register(JsonSchema.FromText(new JsonObject { ["$id"] = Address, ["$defs"] = definitions }.ToJsonString()));
        Operations = [.. document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(each => Operation(path.Name, each)))];
        ById = Operations.ToDictionary(operation => operation.Id);
    }

    public IReadOnlyList<ApiOperation> Operations { get; }

    public IReadOnlyDictionary<string, ApiOperation> ById { get; }

    public JsonElement Schema(string name) => document.GetProperty("components").GetProperty("schemas").GetProperty(name);

    /// <summary>The schema itself, where one only names another.</summary>
    public JsonElement Resolve(JsonElement schema) => schema.TryGetProperty("$ref", out var name) ? Resolve(Schema(NameOf(name))) : schema;

    /// <summary>How a value differs from a schema; null where it does not.</summary>
    public string? Difference(string schema, JsonElement value)
    {
        var result = validators.GetOrAdd(schema, name => JsonSchema.FromText($$"""{"$ref":"{{Address}}#/$defs/{{name}}"}""")).Evaluate(value, options);
        return result.IsValid ? null : string.Join("; ", result.Details.Where(detail => detail.HasErrors).SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}")));
    }

    private static ApiOperation Operation(string path, JsonProperty each)
    {
        var hasBody = each.Value.TryGetProperty("requestBody", out var body);
        var media = hasBody ? body.GetProperty("content").EnumerateObject().Single().Value : default;
        return new()
        {
            Id = each.Value.GetProperty("operationId").GetString()!,
            Method = each.Name.ToUpperInvariant(),
            Path = path,
            Parameters = each.Value.TryGetProperty("parameters", out var parameters) ? [.. parameters.EnumerateArray().Select(Parameter)] : [],
            Body = hasBody ? NameOf(media.GetProperty("schema").GetProperty("$ref")) : null,
            BodyExample = hasBody ? media.GetProperty("example") : default,
            IsBodyRequired = hasBody && IsTrue(body, "required"),
            IsOpen = each.Value.GetProperty("security").GetArrayLength() == 0,
            Answers = each.Value.GetProperty("responses").EnumerateObject().ToDictionary(answer => int.Parse(answer.Name, CultureInfo.InvariantCulture), answer => Answer(answer.Value)),
        };
    }

    private static ApiParameter Parameter(JsonElement parameter) => new(
        parameter.GetProperty("name").GetString()!,
        parameter.GetProperty("in").GetString()!,
        IsTrue(parameter, "required"),
        parameter.GetProperty("schema"),
        parameter.GetProperty("example"));

    private static ApiAnswer Answer(JsonElement answer) => new(
        answer.TryGetProperty("content", out var content) ? content.EnumerateObject().ToDictionary(media => media.Name, media => Content(media.Value)) : [],
        answer.TryGetProperty("headers", out var headers) ? headers.EnumerateObject().ToDictionary(header => header.Name, header => header.Value) : []);

    private static (string? Schema, IReadOnlySet<string> Slugs) Content(JsonElement media) => (
        media.GetProperty("schema").TryGetProperty("$ref", out var schema) ? NameOf(schema) : null,
        media.TryGetProperty("examples", out var examples) ? examples.EnumerateObject().Select(example => example.Name).ToHashSet() : []);

    private static string NameOf(JsonElement reference) => reference.GetString()!.Split('/')[^1];

    private static bool IsTrue(JsonElement element, string member) => element.TryGetProperty(member, out var value) && value.GetBoolean();

    // What a schema does not list is a fault, in bodies by contract and in answers because nobody knows of it.
    private static void Close(JsonNode? node)
    {
        if (node is JsonObject schema)
        {
            if (schema["properties"] is JsonObject && schema["type"] is not null && !schema.ContainsKey("additionalProperties"))
            {
                schema["additionalProperties"] = false;
            }

            foreach (var (name, value) in schema.ToArray())
            {
                if (name is not ("example" or "examples" or "default" or "enum" or "const"))
                {
                    Close(value);
                }
            }
        }
        else if (node is JsonArray list)
        {
            foreach (var item in list)
            {
                Close(item);
            }
        }
    }
}
