using System.Net.Http.Headers;
using System.Text;

namespace Registry.Api.Tests;

/// <summary>Input that breaks a rule: the status and slug of the contract, every fault named, and nothing changed.</summary>
public sealed class BadInputTests(RegistryServer server)
{
    public static TheoryData<string, string> AppBodies => new()
    {
        { "[]", "body" },
        { "null", "body" },
        { "\"text\"", "body" },
        { "{", "body" },
        { """{"visibility":"private"}""", "name" },
        { """{"name":"x"}""", "visibility" },
        { """{"name":1,"visibility":"private"}""", "name" },
        { """{"name":null,"visibility":"private"}""", "name" },
        { """{"name":"","visibility":"private"}""", "name" },
        { """{"name":"   ","visibility":"private"}""", "name" },
        { """{"name":"a\u0007b","visibility":"private"}""", "name" },
        { """{"name":"\ud800","visibility":"private"}""", "name" },
        { """{"name":"x","visibility":"secret"}""", "visibility" },
        { """{"name":"x","visibility":1}""", "visibility" },
        { """{"Name":"x","name":"x","visibility":"private"}""", "Name" },
        { """{"name":"x","name":"y","visibility":"private"}""", "name" },
        { """{"name":"x","visibility":"private","visbility":1}""", "visbility" },
        { """{"name":"x","visibility":"private","workspaces":"ws"}""", "workspaces" },
        { """{"name":"x","visibility":"private","workspaces":null}""", "workspaces" },
        { """{"name":"x","visibility":"private","workspaces":[null]}""", "workspaces[0]" },
        { """{"name":"x","visibility":"private","workspaces":["a b"]}""", "workspaces[0]" },
        { """{"name":"x","visibility":"private","workspaces":["a","a"]}""", "workspaces[1]" },
        { """{"name":"x","visibility":"private","capabilities":["canvas_kit","canvas_kit"]}""", "capabilities[1]" },
        { """{"name":"x","visibility":"private","scopes":["read_tags"]}""", "scopes[0]" },
        { """{"name":"x","visibility":"private","scopes":[{}]}""", "scopes[0].id" },
        { """{"name":"x","visibility":"private","scopes":[{"id":"read tags"}]}""", "scopes[0].id" },
        { """{"name":"x","visibility":"private","scopes":[{"id":"read_tags","reason":""}]}""", "scopes[0].reason" },
        { """{"name":"x","visibility":"private","scopes":[{"id":"read_tags"},{"id":"read_tags"}]}""", "scopes[1]" },
        { """{"name":"x","visibility":"private","developer":"a/b"}""", "developer" },
        { """{"name":"x","visibility":"private","webhook":{}}""", "webhook.url" },
        { """{"name":"x","visibility":"private","webhook":{"url":"http://fin.example"}}""", "webhook.url" },
        { """{"name":"x","visibility":"private","webhook":{"url":"http://127.0.0.1:1"}}""", "webhook.url" },
        { """{"name":"x","visibility":"private","webhook":{"url":"/hooks"}}""", "webhook.url" },
        { """{"name":"x","visibility":"private","webhook":{"url":"https://me:secret@fin.example"}}""", "webhook.url" },
        { """{"name":"x","visibility":"private","webhook":{"url":"https://fin.example","topics":["a b"]}}""", "webhook.topics[0]" },
    };

    [Theory]
    [MemberData(nameof(AppBodies))]
    public async Task AppBody_WithAFault_IsRefusedByName(string body, string member)
    {
        var scene = new Scene(server);
        var answer = (await scene.Developer.PutAsync(scene.AppPath, body)).Refused(400, "invalid_request");

        Assert.Contains(member, answer.Errors);
        Assert.DoesNotContain("System.", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Registry.Api", answer.Text, StringComparison.Ordinal);
        (await scene.Developer.GetAsync(scene.AppPath)).Refused(404, "not_found");
    }

    [Fact]
    public async Task AppBody_WithSeveralFaults_NamesThemAll()
    {
        var scene = new Scene(server);
        var answer = (await scene.Developer.PutAsync(
            scene.AppPath,
            """{"name":"","visbility":"private","scopes":[{"id":"a b"},{"id":"read_tags","reason":5}],"webhook":{"url":"x","topics":null}}"""))
            .Refused(400, "invalid_request");

        Assert.Equal(["name", "scopes[0].id", "scopes[1].reason", "visbility", "visibility", "webhook.topics", "webhook.url"], answer.Errors.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(100, 201)]
    [InlineData(101, 400)]
    public async Task AppName_OfManyCharacters_IsTakenUpToTheLimit(int length, int status)
    {
        var scene = new Scene(server);
        var name = string.Concat(Enumerable.Repeat("😀", length));
        (await scene.Developer.PutAsync(scene.AppPath, $$"""{"name":"{{name}}","visibility":"private"}""")).Is(status);
    }

    [Theory]
    [InlineData("PUT", "suspension", "{}", "reason")]
    [InlineData("PUT", "suspension", """{"reason":" "}""", "reason")]
    [InlineData("PUT", "suspension", """{"reason":7}""", "reason")]
    [InlineData("POST", "review", "{}", "decision")]
    [InlineData("POST", "review", """{"decision":"maybe"}""", "decision")]
    [InlineData("POST", "review", """{"decision":"reject"}""", "reasons")]
    [InlineData("POST", "review", """{"decision":"reject","reasons":[""]}""", "reasons[0]")]
    [InlineData("POST", "review", """{"decision":"approve","reasons":["x"]}""", "reasons")]
    [InlineData("PUT", "scopes", "{}", "scopes")]
    [InlineData("PUT", "scopes", """{"scopes":[{"id":"read_tags"},{"id":"read_tags"}]}""", "scopes[1]")]
    [InlineData("PUT", "scopes", """{"scopes":[{"id":"read_tags","\ud800":1}]}""", "scopes[0]")]
    [InlineData("PUT", "webhook", """{"topics":[]}""", "url")]
    public async Task ChangeOfAnApp_WithAFault_IsRefusedAndChangesNothing(string method, string path, string body, string member)
    {
        var scene = new Scene(server);
        await scene.RegisterAsync();
        var answer = (await scene.Operator.SendAsync(method, $"{scene.AppPath}/{path}", body)).Refused(400, "invalid_request");

        Assert.Contains(member, answer.Errors);
        Assert.Equal("\"1\"", (await scene.Developer.GetAsync(scene.AppPath)).ETag);
    }

    [Theory]
    [InlineData("PUT", "", """{"scopes":["read_tags","read_tags"]}""", 400, "invalid_request")]
    [InlineData("PUT", "", """{"scope":[]}""", 400, "invalid_request")]
    [InlineData("PUT", "/scopes", """{"scopes":"all"}""", 400, "invalid_request")]
    [InlineData("PUT", "/scopes", """{"scopes":["no_such_scope"]}""", 422, "unknown_scope")]
    [InlineData("PUT", "/scopes", """{"scopes":["read_tags"]}""", 422, "required_scope_missing")]
    [InlineData("PUT", "/scopes/no_such_scope", null, 422, "unknown_scope")]
    [InlineData("PUT", "/scopes/write_tags", null, 422, "scope_not_requested")]
    [InlineData("DELETE", "/scopes/read_admins", null, 422, "required_scope_missing")]
    [InlineData("PUT", "/scopes/a%20b", null, 400, "invalid_request")]
    [InlineData("PUT", "/topics/no.such.topic", null, 422, "unknown_topic")]
    [InlineData("PUT", "/topics/ticket.created", null, 422, "topic_not_subscribed")]
    [InlineData("DELETE", "/topics/ping", null, 409, "conflict")]
    [InlineData("PUT", "/topics/a%20b", null, 400, "invalid_request")]
    [InlineData("PUT", "/suspension", "{}", 400, "invalid_request")]
    [InlineData("GET", "/history?order=sideways", null, 400, "invalid_request")]
    [InlineData("GET", "/history?limit=0", null, 400, "invalid_request")]
    [InlineData("GET", "/history?limit=201", null, 400, "invalid_request")]
    [InlineData("GET", "/history?limit=ten", null, 400, "invalid_request")]
    [InlineData("GET", "/history?limit=1&limit=2", null, 400, "invalid_request")]
    [InlineData("GET", "/history?cursor=", null, 400, "invalid_cursor")]
    [InlineData("GET", "/history?cursor=abc", null, 400, "invalid_cursor")]
    [InlineData("GET", "/scopes?minRevision=-1", null, 400, "invalid_request")]
    [InlineData("GET", "/scopes?minRevision=x", null, 400, "invalid_request")]
    [InlineData("GET", "/scopes/a%20b", null, 400, "invalid_request")]
    public async Task CallOfAnInstallation_WithAFault_IsRefusedAndChangesNothing(string method, string path, string? body, int status, string slug)
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        (await scene.Admin.SendAsync(method, scene.InstallationPath + path, body)).Refused(status, slug);

        Assert.Equal("\"1\"", (await scene.Admin.GetAsync(scene.InstallationPath)).ETag);
    }

    [Theory]
    [InlineData("/v1/apps/bad%20id", "app")]
    [InlineData("/v1/apps/a%2Fb", "app")]
    [InlineData("/v1/apps/%C3%A9", "app")]
    [InlineData("/v1/workspaces/bad%20id/installations", "workspace")]
    [InlineData("/v1/workspaces/ws/installations/bad%20id", "app")]
    [InlineData("/v1/workspaces/ws/installations?status=gone", "status")]
    [InlineData("/v1/workspaces/ws/installations?lackingScope=a%20b", "lackingScope")]
    public async Task Address_WithAFault_IsRefusedByName(string path, string member) =>
        Assert.Equal([member], (await new Scene(server).Operator.GetAsync(path)).Refused(400, "invalid_request").Errors);

    [Theory]
    [InlineData("GET", "/v1/workspaces/ws/installations?lackingscop=x", "lackingscop", "status, lackingScope")]
    [InlineData("GET", "/v1/workspaces/ws/installations?lackingscope=x", "lackingscope", "status, lackingScope")]
    [InlineData("GET", "/v1/apps?LIMIT=5", "LIMIT", "limit, cursor")]
    [InlineData("GET", "/v1/apps?limit=5&page=2", "page", "limit, cursor")]
    [InlineData("GET", "/v1/apps/some-app?expand", "expand", "has none")]
    [InlineData("DELETE", "/v1/workspaces/ws/installations/some-app?force=true", "force", "has none")]
    [InlineData("POST", "/v1/checks?minRevision=7", "minRevision", "has none")]
    public async Task Parameter_ThatTheCallDoesNotHave_IsRefusedByName(string method, string path, string name, string says)
    {
        var body = method == "POST" ? """{"checks":[{"workspace":"w","app":"a","scope":"s"}]}""" : null;
        var answer = (await new Scene(server).Operator.SendAsync(method, path, body)).Refused(400, "invalid_request");

        Assert.Equal([name], answer.Errors);
        Assert.Contains(says, answer.Json.GetProperty("errors").GetProperty(name)[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Id_OfMoreThan64Characters_IsRefused() =>
        (await new Scene(server).Operator.GetAsync($"/v1/apps/{new string('a', 65)}")).Refused(400, "invalid_request");

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task Batch_OfTooFewOrTooMany_IsRefused(int count)
    {
        var checks = string.Join(",", Enumerable.Repeat("""{"workspace":"w","app":"a","scope":"s"}""", count));
        var answer = (await new Scene(server).Service.PostAsync("/v1/checks", $$"""{"checks":[{{checks}}]}""")).Refused(400, "invalid_request");
        Assert.Equal(["checks"], answer.Errors);
    }

    [Fact]
    public async Task Batch_WithBadIds_NamesEach()
    {
        var answer = (await new Scene(server).Service.PostAsync(
            "/v1/checks",
            """{"checks":[{"workspace":"w","app":"a","scope":"s"},{"workspace":"w w","app":"a","scope":"s","minRevision":-1},{"workspace":"w","app":"a","scope":""}]}"""))
            .Refused(400, "invalid_request");
        Assert.Equal(["checks[1].workspace", "checks[1].minRevision", "checks[2].scope"], answer.Errors);
    }

    [Fact]
    public async Task Body_Of300KiB_IsTooLarge()
    {
        var scene = new Scene(server);
        var body = $$"""{"name":"{{new string('x', 300 * 1024)}}","visibility":"private"}""";
        (await scene.Developer.PutAsync(scene.AppPath, body)).Refused(413, "payload_too_large");
        (await scene.Developer.SendContentAsync("PUT", scene.AppPath, new ChunkedContent(body))).Refused(413, "payload_too_large");
        (await scene.Developer.GetAsync(scene.AppPath)).Refused(404, "not_found");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData(null)]
    public async Task Body_OfAnotherMediaType_IsUnsupported(string? mediaType)
    {
        var scene = new Scene(server);
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(scene.AppBody()));
        content.Headers.ContentType = mediaType is null ? null : MediaTypeHeaderValue.Parse(mediaType);
        (await scene.Developer.SendContentAsync("PUT", scene.AppPath, content)).Refused(415, "unsupported_media_type");
        (await scene.Developer.GetAsync(scene.AppPath)).Refused(404, "not_found");
    }

    [Theory]
    [InlineData("APPLICATION/JSON")]
    [InlineData("Application/Json; Charset=UTF-8")]
    [InlineData("application/json;charset=\"utf-8\"")]
    [InlineData("application/merge-patch+JSON")]
    public async Task Body_OfJsonWrittenOtherwise_IsTaken(string mediaType)
    {
        var scene = new Scene(server);
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(scene.AppBody()));
        Assert.True(content.Headers.TryAddWithoutValidation("Content-Type", mediaType));
        (await scene.Developer.SendContentAsync("PUT", scene.AppPath, content)).Is(201);
    }

    [Fact]
    public async Task Body_ThatIsMissingOrNoUtf8_IsInvalid()
    {
        var scene = new Scene(server);
        (await scene.Developer.PutAsync(scene.AppPath)).Refused(400, "invalid_request");
        var content = new ByteArrayContent([(byte)'"', 0xC3, 0x28, (byte)'"']);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        (await scene.Developer.SendContentAsync("PUT", scene.AppPath, content)).Refused(400, "invalid_request");
    }

    [Fact]
    public async Task Body_NestedVeryDeeply_IsInvalid()
    {
        var scene = new Scene(server);
        (await scene.Developer.PutAsync(scene.AppPath, new string('[', 100_000))).Refused(400, "invalid_request");
        (await scene.Developer.PutAsync(scene.AppPath, string.Concat(Enumerable.Repeat("{\"name\":", 1000)))).Refused(400, "invalid_request");
    }

    [Theory]
    [InlineData("GET", "/v1/nothing", 404, "not_found")]
    [InlineData("GET", "/nothing", 404, "not_found")]
    [InlineData("PATCH", "/v1/apps/x", 405, "method_not_allowed")]
    [InlineData("DELETE", "/v1/catalog", 405, "method_not_allowed")]
    public async Task Address_ThatIsNotServed_IsAProblem(string method, string path, int status, string slug) =>
        (await new Scene(server).Operator.SendAsync(method, path, null)).Refused(status, slug);

    [Fact]
    public async Task App_WithUnknownParts_IsRefused()
    {
        var scene = new Scene(server);
        (await scene.Developer.PutAsync(scene.AppPath, """{"name":"x","visibility":"private","scopes":[{"id":"no_such"}]}""")).Refused(422, "unknown_scope");
        (await scene.Developer.PutAsync(scene.AppPath, """{"name":"x","visibility":"private","capabilities":["no_such"]}""")).Refused(422, "unknown_capability");
        (await scene.Developer.PutAsync(scene.AppPath, """{"name":"x","visibility":"private","webhook":{"url":"https://fin.example","topics":["no.such"]}}""")).Refused(422, "unknown_topic");
        var needs = (await scene.Developer.PutAsync(scene.AppPath, """{"name":"x","visibility":"private","webhook":{"url":"https://fin.example","topics":["company.created"]}}""")).Refused(422, "topic_needs_scope");
        Assert.Equal("company.created", needs.Json.GetProperty("topic").GetString());
        Assert.NotEmpty(needs.Strings("needsAnyOf"));
        (await scene.Developer.GetAsync(scene.AppPath)).Refused(404, "not_found");
    }

    [Fact]
    public async Task Headers_WithOtherThanAscii_AreExplained()
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        using var client = new HttpClient(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 }) { BaseAddress = new Uri(server.Url) };

        (await new HttpCaller(client, "raw:Bearer ключ").GetAsync(scene.AppPath)).Refused(401, "unauthenticated");
        var answer = (await new HttpCaller(client, server.Token(["workspace_admin"], workspace: scene.Workspace))
            .DeleteAsync(scene.InstallationPath, ("Idempotency-Key", "ключ"))).Refused(400, "invalid_request");

        Assert.Equal(["Idempotency-Key"], answer.Errors);
        Assert.Equal("\"1\"", (await scene.Admin.GetAsync(scene.InstallationPath)).ETag);
    }

    private sealed class ChunkedContent(string text) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) =>
            stream.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
