using System.Text.Json;

namespace Registry.Api.Tests;

/// <summary>The reference tells of notifications what receivers get.</summary>
public sealed class NotificationReferenceTests : HookedServer
{
    private const string Scopes = """{"id":"read_one_user_and_one_company","reason":"x"},{"id":"read_tags","reason":"x"}""";

    [Fact]
    public async Task Reference_OfEachNotification_IsComplete()
    {
        var webhooks = (await DocumentAsync()).GetProperty("webhooks").EnumerateObject().ToDictionary(webhook => webhook.Name, webhook => webhook.Value);

        Assert.Equal(["installation", "notification", "ping"], webhooks.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, webhook) in webhooks)
        {
            var post = Assert.Single(webhook.EnumerateObject(), member => member.Name == "post").Value;
            Assert.All(["summary", "description"], member => Assert.False(string.IsNullOrWhiteSpace(post.GetProperty(member).GetString()), $"{name}: {member}"));
            Assert.Empty(post.GetProperty("security").EnumerateArray());
            Assert.True(post.GetProperty("requestBody").GetProperty("required").GetBoolean());
            Assert.All(post.GetProperty("parameters").EnumerateArray(), header =>
            {
                Assert.Equal("header", header.GetProperty("in").GetString());
                Assert.True(header.GetProperty("required").GetBoolean());
                Assert.True(header.TryGetProperty("description", out _) && header.TryGetProperty("schema", out _) && header.TryGetProperty("example", out _), $"{header}");
            });
            var answers = post.GetProperty("responses").EnumerateObject().ToDictionary(answer => answer.Name, answer => answer.Value);
            Assert.Equal(name == "ping" ? ["default"] : ["2XX", "410", "429", "503", "default"], answers.Keys.Order(StringComparer.Ordinal));
            Assert.All(answers.Values, answer => Assert.False(string.IsNullOrWhiteSpace(answer.GetProperty("description").GetString()), name));
            Assert.All(answers, answer => Assert.Equal(answer.Key is "429" or "503", answer.Value.TryGetProperty("headers", out _)));
        }
    }

    [Fact]
    public async Task Reference_OfEachNotification_HasTheMembersAndHeadersThatReceiversGet()
    {
        var document = await DocumentAsync();
        await CauseOneOfEachAsync(Media(document, "notification").GetProperty("example").GetProperty("data").GetProperty("item"));

        var received = Receiver.Received.ToLookup(notification => notification.GetProperty("topic").GetString()!);
        foreach (var webhook in new[] { "notification", "installation", "ping" })
        {
            var example = Media(document, webhook).GetProperty("example");
            var actual = Assert.Single(received[example.GetProperty("topic").GetString()!]);
            Assert.Equal(Members(actual), Members(example));
            var schema = Schema(document, webhook);
            Assert.Equal(Names(actual), Names(schema.GetProperty("properties")));
            Assert.Equal(Names(actual), schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()!).Order(StringComparer.Ordinal));
            var headers = document.GetProperty("webhooks").GetProperty(webhook).GetProperty("post").GetProperty("parameters").EnumerateArray().Select(header => header.GetProperty("name").GetString()!);
            Assert.Equal(
                headers.Order(StringComparer.OrdinalIgnoreCase),
                Receiver.HeaderNames.Except(["Host", "User-Agent", "Content-Type", "Content-Length"], StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase),
                StringComparer.OrdinalIgnoreCase);
        }

        var properties = Schema(document, "installation").GetProperty("properties");
        Assert.Equal(
            received.Select(topic => topic.Key).Where(topic => topic.StartsWith("installation.", StringComparison.Ordinal)),
            properties.GetProperty("topic").GetProperty("enum").EnumerateArray().Select(topic => topic.GetString()!));
        var item = Resolve(document, Resolve(document, properties.GetProperty("data")).GetProperty("properties").GetProperty("item"));
        var items = Receiver.Received.Select(notification => notification.GetProperty("data").GetProperty("item")).Where(each => each.GetProperty("type").GetString() == "installation").ToArray();
        Assert.Equal(items.SelectMany(Names).Distinct().Order(StringComparer.Ordinal), Names(item.GetProperty("properties")));
        Assert.Equal(
            items.Select(Names).Aggregate((one, other) => one.Intersect(other)).Order(StringComparer.Ordinal),
            item.GetProperty("required").EnumerateArray().Select(name => name.GetString()!).Order(StringComparer.Ordinal));
    }

    private static JsonElement Media(JsonElement document, string webhook) =>
        document.GetProperty("webhooks").GetProperty(webhook).GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("application/json");

    private static JsonElement Schema(JsonElement document, string webhook) => Resolve(document, Media(document, webhook).GetProperty("schema"));

    private static JsonElement Resolve(JsonElement document, JsonElement schema) => schema.TryGetProperty("$ref", out var name)
        ? document.GetProperty("components").GetProperty("schemas").GetProperty(name.GetString()!.Split('/')[^1])
        : schema;

    private static IEnumerable<string> Names(JsonElement node) => node.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal);

    // With those of members, in their order.
    private static IEnumerable<string> Members(JsonElement node, string path = "") => node.ValueKind == JsonValueKind.Object
        ? node.EnumerateObject().SelectMany(member => Members(member.Value, $"{path}/{member.Name}"))
        : [$"{path}: {node.ValueKind}"];

    private async Task CauseOneOfEachAsync(JsonElement item)
    {
        (await Scene.Developer.PutAsync(Scene.AppPath, $$"""
            {"name":"Hooked","visibility":"private","workspaces":["{{Scene.Workspace}}"],"scopes":[{{Scopes}}],
             "webhook":{"url":"{{Receiver.Url}}","topics":["company.created"],"verify":false} }
            """)).Is(201);
        (await Scene.Admin.PutAsync(Scene.InstallationPath)).Is(201);
        (await Scene.Service.PostAsync($"/v1/workspaces/{Scene.Workspace}/events", $$"""{"topic":"company.created","data":{{item.GetRawText()}} }""")).Is(202);
        (await Scene.Admin.DeleteAsync($"{Scene.InstallationPath}/scopes/read_tags")).Is(200);
        (await Scene.Admin.PutAsync($"{Scene.InstallationPath}/suspension", """{"reason":"Too many calls"}""")).Is(200);
        (await Scene.Admin.DeleteAsync($"{Scene.InstallationPath}/suspension")).Is(200);
        (await Scene.Admin.DeleteAsync(Scene.InstallationPath)).Is(200);
        (await Scene.Developer.PostAsync($"{Scene.AppPath}/webhook/ping")).Is(200);
        await Until.TrueAsync(() => Receiver.Received.Count == 7);
    }

    private async Task<JsonElement> DocumentAsync() => (await Scene.Nobody.GetAsync("/openapi/v1.json")).Is(200).Json;
}
