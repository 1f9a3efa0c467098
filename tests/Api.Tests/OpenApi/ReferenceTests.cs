using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Registry.Api.Tests;

/// <summary>The reference says everything that there is to say.</summary>
public sealed class ReferenceTests(RegistryServer server)
{
    // They ask, or send something off: there is nothing that has a revision.
    private static readonly string[] ChangeNoObject =
    [
        "POST /v1/checks",
        "POST /v1/token-reports",
        "POST /v1/workspaces/{workspace}/events",
        "POST /v1/apps/{app}/deliveries/{delivery}/replay",
        "POST /v1/apps/{app}/webhook/ping",
        "POST /v1/apps/{app}/replays",
        "POST /v1/apps/{app}/replays/{replay}/cancel",
    ];

    [Fact]
    public async Task Reference_HasEveryEndpoint()
    {
        var operations = (await OperationsAsync()).Select(operation => operation.Name);
        Assert.Equal(
            EndpointTable.Rows.Select(row => row.ToString()).Concat(["GET /health/live", "GET /health/ready"]).Order(StringComparer.Ordinal),
            operations.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Reference_OfEachOperation_IsComplete()
    {
        foreach (var (name, operation, document) in await OperationsAsync())
        {
            var isOpen = name.Contains("/health/", StringComparison.Ordinal);
            foreach (var member in new[] { "operationId", "summary", "description" })
            {
                Assert.False(string.IsNullOrWhiteSpace(operation.GetProperty(member).GetString()), $"{name}: {member}");
            }

            Assert.Equal(isOpen ? 0 : 1, operation.GetProperty("security").GetArrayLength());
            var parameters = operation.TryGetProperty("parameters", out var listed) ? listed.EnumerateArray().ToArray() : [];
            foreach (var parameter in parameters)
            {
                Assert.True(parameter.TryGetProperty("example", out _) && parameter.TryGetProperty("description", out _) && parameter.TryGetProperty("schema", out _), $"{name}: {parameter}");
                Assert.True(parameter.GetProperty("in").GetString() != "path" || parameter.GetProperty("schema").TryGetProperty("pattern", out _), $"{name}: {parameter}");
            }

            var names = parameters.Select(parameter => parameter.GetProperty("name").GetString()!).ToHashSet();
            Assert.Superset(name.Split('{').Skip(1).Select(part => part.Split('}')[0]).ToHashSet(), names);
            var changes = !name.StartsWith("GET", StringComparison.Ordinal) && !ChangeNoObject.Contains(name);
            Assert.Equal(changes, names.Contains("If-Match") && names.Contains("Idempotency-Key"));
            var responses = operation.GetProperty("responses").EnumerateObject().ToDictionary(response => response.Name, response => response.Value);
            Assert.True(responses.ContainsKey("200") || responses.ContainsKey("202"), name);
            if (!isOpen)
            {
                Assert.Superset(new HashSet<string> { "400", "401", "403", "408", "413", "415", "429", "500", "503" }, responses.Keys.ToHashSet());
            }

            foreach (var (status, response) in responses)
            {
                CheckResponse($"{name} {status}", int.Parse(status, System.Globalization.CultureInfo.InvariantCulture), response, document);
            }

            if (responses.TryGetValue("201", out var created))
            {
                Assert.True(created.GetProperty("headers").TryGetProperty("Location", out _), name);
            }

            if (changes)
            {
                Assert.True(responses["200"].GetProperty("headers").TryGetProperty("ETag", out _), name);
                Assert.Contains("412", responses.Keys);
            }

            Assert.Equal(EndpointTable.Rows.Any(row => row.ToString() == name && row.Body is not null), operation.TryGetProperty("requestBody", out var body));
            if (body.ValueKind == JsonValueKind.Object)
            {
                CheckExample(name, body.GetProperty("content").GetProperty("application/json"), document);
                Assert.True(responses.ContainsKey("413") && responses.ContainsKey("415"), name);
            }
        }
    }

    [Fact]
    public async Task Reference_OfEachSchema_DescribesEveryMember()
    {
        var document = await DocumentAsync();
        Assert.Equal("3.1", document.GetProperty("openapi").GetString()![..3]);
        Assert.Equal("JWT", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearer").GetProperty("bearerFormat").GetString());
        foreach (var schema in document.GetProperty("components").GetProperty("schemas").EnumerateObject())
        {
            CheckSchema(schema.Name, schema.Value);
        }
    }

    [Fact]
    public async Task Reference_OfTheWhole_SaysWhereItIsAndWhatTheTagsMean()
    {
        var document = await DocumentAsync();
        Assert.NotEmpty(document.GetProperty("servers").EnumerateArray());
        var described = document.GetProperty("tags").EnumerateArray().ToDictionary(tag => tag.GetProperty("name").GetString()!, tag => tag.GetProperty("description").GetString());
        var used = (await OperationsAsync()).SelectMany(operation => operation.Operation.GetProperty("tags").EnumerateArray()).Select(tag => tag.GetString()!).Distinct();
        Assert.Equal(used.Order(StringComparer.Ordinal), described.Keys.Order(StringComparer.Ordinal));
        Assert.All(described.Values, description => Assert.False(string.IsNullOrWhiteSpace(description)));
    }

    [Fact]
    public async Task Reference_OfProblems_KnowsTheMembersOfEveryKind()
    {
        var document = await DocumentAsync();
        var problem = document.GetProperty("components").GetProperty("schemas").GetProperty("Problem");
        var known = problem.GetProperty("properties").EnumerateObject().Select(member => member.Name).ToHashSet();
        Assert.Superset(
            new HashSet<string> { "errors", "missing", "scopes", "topic", "needsAnyOf", "topics", "capabilities", "appStatus", "revision", "minRevision", "index", "outcome", "limit" },
            known);
        Assert.Equal(["type", "title", "status", "detail", "traceId"], problem.GetProperty("required").EnumerateArray().Select(name => name.GetString()));

        // Two forms of a list: no type of its own may contradict them.
        Assert.True(problem.GetProperty("properties").GetProperty("topics").TryGetProperty("oneOf", out _));
        Assert.False(problem.GetProperty("properties").GetProperty("topics").TryGetProperty("type", out _));
        Assert.All(problem.GetProperty("properties").GetProperty("appStatus").GetProperty("enum").EnumerateArray(), status => Assert.Equal(JsonValueKind.String, status.ValueKind));

        var examples = (await OperationsAsync())
            .SelectMany(operation => operation.Operation.GetProperty("responses").EnumerateObject())
            .Where(response => response.Value.TryGetProperty("content", out var content) && content.TryGetProperty("application/problem+json", out _))
            .SelectMany(response => response.Value.GetProperty("content").GetProperty("application/problem+json").GetProperty("examples").EnumerateObject());
        Assert.All(examples, example => Assert.Superset(example.Value.GetProperty("value").EnumerateObject().Select(member => member.Name).ToHashSet(), known));
    }

    [Fact]
    public async Task Items_AreThoseOfListsOnly()
    {
        var document = await DocumentAsync();
        var lists = 0;
        CheckItems(document, "#", ref lists);
        Assert.True(lists > 20);
    }

    [Fact]
    public async Task RequestExamples_AreTaken()
    {
        foreach (var (name, operation, _) in await OperationsAsync())
        {
            if (operation.TryGetProperty("requestBody", out var body))
            {
                var doc = server.Services.GetRequiredService<Microsoft.AspNetCore.Routing.EndpointDataSource>().Endpoints
                    .Single(endpoint => endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.EndpointNameMetadata>()?.EndpointName == operation.GetProperty("operationId").GetString())
                    .Metadata.GetMetadata<BodyDoc>()!;
                var example = body.GetProperty("content").GetProperty("application/json").GetProperty("example").GetRawText();
                var fault = Record.Exception(() => BodyInspector.Inspect(System.Text.Encoding.UTF8.GetBytes(example), ApiJson.Readable.GetTypeInfo(doc.Type)!, server.Services));
                Assert.True(fault is null, name);
            }
        }
    }

    [Fact]
    public async Task ReferencePage_ComesFromHereOnly()
    {
        var caller = new HttpCaller(server.Client, null);
        (await caller.GetAsync("/docs")).Is(302);
        var page = (await caller.GetAsync("/docs/")).Is(200);
        Assert.Equal("text/html", page.MediaType);
        Assert.DoesNotContain("://", page.Text, StringComparison.Ordinal);
        Assert.Contains("\"showDeveloperTools\":\"never\"", page.Text, StringComparison.Ordinal);
        Assert.Contains("\"hideClientButton\":true", page.Text, StringComparison.Ordinal);
        Assert.Matches("\"preferredSecurityScheme\":\\[?\"bearer\"", page.Text);
        Assert.Contains("connect-src 'self'", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.True((await caller.GetAsync("/docs/scalar.js")).Is(200).Text.Length > 100_000);
    }

    private static void CheckResponse(string name, int status, JsonElement response, JsonElement document)
    {
        Assert.False(string.IsNullOrWhiteSpace(response.GetProperty("description").GetString()), name);
        if (status < 300)
        {
            var content = response.GetProperty("content");
            if (content.TryGetProperty("application/json", out var json))
            {
                CheckExample(name, json, document);
            }
            else
            {
                // What is no JSON document shows what it looks like.
                Assert.NotEmpty(Assert.Single(content.EnumerateObject()).Value.GetProperty("example").GetString()!);
            }
        }
        else if (status >= 400)
        {
            foreach (var example in response.GetProperty("content").GetProperty("application/problem+json").GetProperty("examples").EnumerateObject())
            {
                Assert.True(ProblemTypes.BySlug[example.Name].Status == status, name);
                Assert.Contains($"`{example.Name}`", response.GetProperty("description").GetString(), StringComparison.Ordinal);
            }
        }
    }

    private static void CheckExample(string name, JsonElement media, JsonElement document)
    {
        Assert.True(media.TryGetProperty("example", out var example), name);
        var schema = document.GetProperty("components").GetProperty("schemas").GetProperty(media.GetProperty("schema").GetProperty("$ref").GetString()!.Split('/')[^1]);
        var members = schema.GetProperty("properties").EnumerateObject().Select(member => member.Name).ToHashSet();
        Assert.Superset(example.EnumerateObject().Select(member => member.Name).ToHashSet(), members);
        if (schema.TryGetProperty("required", out var required))
        {
            Assert.Superset(required.EnumerateArray().Select(member => member.GetString()!).ToHashSet(), example.EnumerateObject().Select(member => member.Name).ToHashSet());
        }
    }

    private static void CheckSchema(string name, JsonElement schema)
    {
        Assert.True(schema.TryGetProperty("type", out var type) || schema.TryGetProperty("$ref", out _) || schema.TryGetProperty("oneOf", out _), $"{name} has no type: {schema}");
        if (type.ValueKind == JsonValueKind.Undefined)
        {
            return;
        }

        var types = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(item => item.GetString()).ToArray() : [type.GetString()];
        Assert.False(types.Contains("integer") && types.Contains("string"), $"{name} is a number or a string");
        if (schema.TryGetProperty("enum", out var words))
        {
            Assert.Distinct(words.EnumerateArray().Select(word => word.GetRawText()));
        }

        if (types.Contains("array"))
        {
            CheckSchema($"{name}[]", schema.GetProperty("items"));
        }

        if (schema.TryGetProperty("properties", out var properties))
        {
            foreach (var member in properties.EnumerateObject())
            {
                Assert.True(member.Value.TryGetProperty("description", out _) || member.Value.TryGetProperty("$ref", out _), $"{name}.{member.Name} has no description");
                CheckSchema($"{name}.{member.Name}", member.Value);
            }
        }
    }

    private static void CheckItems(JsonElement node, string path, ref int lists)
    {
        if (node.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in node.EnumerateArray())
            {
                CheckItems(item, path, ref lists);
            }
        }
        else if (node.ValueKind == JsonValueKind.Object)
        {
            // In an example or under the name of a member, "items" is no keyword.
            if (node.TryGetProperty("items", out var items) && items.ValueKind == JsonValueKind.Object && !path.EndsWith("/properties", StringComparison.Ordinal))
            {
                lists++;
                Assert.True(node.TryGetProperty("type", out var type) && type.ToString().Contains("array", StringComparison.Ordinal), path);
            }

            foreach (var member in node.EnumerateObject().Where(member => !member.Name.StartsWith("example", StringComparison.Ordinal)))
            {
                CheckItems(member.Value, $"{path}/{member.Name}", ref lists);
            }
        }
    }

    private async Task<JsonElement> DocumentAsync() => (await new HttpCaller(server.Client, null).GetAsync("/openapi/v1.json")).Is(200).Json;

    private async Task<List<(string Name, JsonElement Operation, JsonElement Document)>> OperationsAsync()
    {
        var document = await DocumentAsync();
        return [.. document.GetProperty("paths").EnumerateObject().SelectMany(path =>
            path.Value.EnumerateObject().Select(operation => ($"{operation.Name.ToUpperInvariant()} {path.Name}", operation.Value, document)))];
    }
}
