using System.Text.Json;

namespace Registry.Api.Tests;

/// <summary>From a published event to what the app's developer sees of it.</summary>
public sealed class WebhookTests() : HookedServer("--Webhooks:VerifyEndpoints=true")
{
    private string Events => $"/v1/workspaces/{Scene.Workspace}/events";

    [Fact]
    public async Task Event_Published_ReachesTheAppAndShowsInItsList()
    {
        await InstallAsync();

        var accepted = (await Scene.Service.PostAsync(Events, """{"id":"evt-1","topic":"company.created","data":{"type":"company","id":"c1","name":"Zoë"}}""")).Is(202);

        Assert.Equal("""{"id":"evt-1","deliveries":1}""", accepted.Text);
        var delivery = await NewestAsync("delivered");
        var notification = Receiver.Received.Last();
        Assert.Equal("Zoë", notification.GetProperty("data").GetProperty("item").GetProperty("name").GetString());
        Assert.Equal(delivery.GetProperty("messageId").GetString(), notification.GetProperty("id").GetString());
        Assert.Equal("evt-1", delivery.GetProperty("eventId").GetString());
        Assert.EndsWith("Z", delivery.GetProperty("createdAt").GetString(), StringComparison.Ordinal);
        var attempt = Assert.Single(delivery.GetProperty("attempts").EnumerateArray());
        Assert.Equal(200, attempt.GetProperty("statusCode").GetInt32());
        Assert.Equal("noted", attempt.GetProperty("response").GetString());
        Assert.False(delivery.TryGetProperty("body", out _));
        var details = (await Scene.Developer.GetAsync($"{Scene.AppPath}/deliveries/{delivery.GetProperty("id").GetString()}")).Is(200).Json;
        Assert.Equal(notification.GetRawText(), details.GetProperty("body").GetRawText());
    }

    [Fact]
    public async Task Event_SameIdOtherContent_IsAConflict()
    {
        await InstallAsync();
        const string First = """{"id":"evt-1","topic":"company.created","data":{"id":"c1"}}""";
        (await Scene.Service.PostAsync(Events, First)).Is(202);

        (await Scene.Service.PostAsync(Events, First)).Is(202);
        (await Scene.Service.PostAsync(Events, First.Replace("c1", "c2", StringComparison.Ordinal))).Refused(409, "conflict");
    }

    [Theory]
    [InlineData("""{"topic":"company.created"}""", "data")]
    [InlineData("""{"topic":"company.created","data":[]}""", "data")]
    [InlineData("""{"topic":"company.created","data":{"a":{"b":1,"b":2}}}""", "data.a.b")]
    [InlineData("""{"topic":"company.created","data":{"a":["\ud800"]}}""", "data.a")]
    [InlineData("""{"topic":"a b","data":{}}""", "topic")]
    [InlineData("""{"topic":"company.created","data":{},"id":""}""", "id")]
    [InlineData("""{"topic":"company.created","data":{},"workspace":"x"}""", "workspace")]
    public async Task Event_WithAFault_IsRefusedByName(string body, string member)
    {
        var refused = (await Scene.Service.PostAsync(Events, body)).Refused(400, "invalid_request");

        Assert.True(refused.Json.GetProperty("errors").TryGetProperty(member, out _), refused.Text);
    }

    [Fact]
    public async Task Event_OfAnUnknownTopic_IsRefused() =>
        (await Scene.Service.PostAsync(Events, """{"topic":"company.exploded","data":{}}""")).Refused(422, "unknown_topic");

    [Fact]
    public async Task Deliveries_Filtered_PageByPage()
    {
        await InstallAsync();
        for (var i = 0; i < 5; i++)
        {
            (await Scene.Service.PostAsync(Events, """{"topic":"company.created","data":{}}""")).Is(202);
        }

        await Until.TrueAsync(async () => (await Scene.Developer.GetAsync($"{Scene.AppPath}/deliveries?status=delivered")).Json.GetProperty("items").GetArrayLength() == 6);
        var filter = $"topic=company.created&workspace={Scene.Workspace}&status=delivered&limit=2";
        List<string> ids = [];
        string? cursor = null;
        do
        {
            var page = (await Scene.Developer.GetAsync($"{Scene.AppPath}/deliveries?{filter}{(cursor is null ? "" : $"&cursor={cursor}")}")).Is(200).Json;
            ids.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
            cursor = page.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);

        Assert.Equal(5, ids.Distinct().Count());
        Assert.Equal(ids.OrderDescending(), ids);
        (await Scene.Developer.GetAsync($"{Scene.AppPath}/deliveries?status=lost")).Refused(400, "invalid_request");
    }

    [Fact]
    public async Task Replay_OfADeliveredOne_ArrivesAgain()
    {
        await InstallAsync();
        (await Scene.Service.PostAsync(Events, """{"topic":"company.created","data":{"id":"c1"}}""")).Is(202);
        var id = (await NewestAsync("delivered")).GetProperty("id").GetString();

        var replay = (await Scene.Developer.PostAsync($"{Scene.AppPath}/deliveries/{id}/replay")).Is(202).Json;

        Assert.Equal(id, replay.GetProperty("replayOf").GetString());
        await Until.TrueAsync(() => Receiver.Received.Count == 3);
        Assert.Equal(id, Receiver.Received.Last().GetProperty("id").GetString());
        (await new Scene(Server).Developer.PostAsync($"{Scene.AppPath}/deliveries/{id}/replay")).Refused(404, "not_found");
        (await Scene.Developer.PostAsync($"{Scene.AppPath}/deliveries/1-{Scene.Workspace}/replay")).Refused(404, "not_found");
    }

    [Theory]
    [InlineData(200)]
    [InlineData(500)]
    public async Task Ping_TellsWhatTheEndpointAnswered(int status)
    {
        await InstallAsync();
        Receiver.Status = status;

        var attempt = (await Scene.Developer.PostAsync($"{Scene.AppPath}/webhook/ping")).Is(200).Json;

        Assert.Equal(status, attempt.GetProperty("statusCode").GetInt32());
        Assert.Equal(status == 200, attempt.GetProperty("error").ValueKind == JsonValueKind.Null);
        Assert.Equal("ping", Receiver.Received.Last().GetProperty("topic").GetString());
    }

    [Fact]
    public async Task Secret_Replaced_IsShownOnceAndNowhereElse()
    {
        await InstallAsync();

        var first = (await Scene.Developer.PostAsync($"{Scene.AppPath}/webhook/secret")).Is(200).Json.GetProperty("secret").GetString()!;
        var second = (await Scene.Developer.PostAsync($"{Scene.AppPath}/webhook/secret")).Is(200).Json.GetProperty("secret").GetString()!;

        Assert.StartsWith("whsec_", first, StringComparison.Ordinal);
        Assert.NotEqual(first, second);
        foreach (var path in new[] { "", "/webhook", "/versions" })
        {
            Assert.DoesNotContain("whsec_", (await Scene.Developer.GetAsync(Scene.AppPath + path)).Is(200).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Secret_RotationRepeated_ShowsTheSameUntilItIsReplaced()
    {
        await InstallAsync();
        var path = $"{Scene.AppPath}/webhook/secret";
        var key = ("Idempotency-Key", "rotate-1");
        var first = (await Scene.Developer.PostAsync(path, null, key)).Is(200);

        Assert.Equal(first.Text, (await Scene.Developer.PostAsync(path, null, key)).Is(200).Text);
        (await Scene.Developer.PostAsync(path)).Is(200);
        var refused = (await Scene.Developer.PostAsync(path, null, key)).Refused(409, "conflict");

        Assert.DoesNotContain("whsec_", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Webhook_TellsWhyATopicIsSilent()
    {
        await InstallAsync();
        (await Scene.Admin.DeleteAsync($"{Scene.InstallationPath}/scopes/read_one_user_and_one_company")).Is(200);

        var report = (await Scene.Developer.GetAsync($"{Scene.AppPath}/webhook")).Is(200).Json;

        var topic = report.GetProperty("topics").EnumerateArray().Single(each => each.GetProperty("id").GetString() == "company.created");
        Assert.Equal(1, topic.GetProperty("missingScope").GetInt32());
        Assert.Equal(0, topic.GetProperty("active").GetInt32());
        Assert.Equal(1, report.GetProperty("installations").GetInt32());
        Assert.True(report.GetProperty("isComplete").GetBoolean());
        Assert.Equal(Receiver.Url, report.GetProperty("url").GetString());
    }

    [Fact]
    public async Task Endpoint_ThatDoesNotAnswer_IsRefusedUnlessTheTestIsSkipped()
    {
        Receiver.Status = 500;
        var body = $$"""{"url":"{{Receiver.Url}}","topics":[]}""";
        var refused = (await Scene.Developer.PutAsync(Scene.AppPath, App(Receiver.Url))).Refused(400, "invalid_request");
        Assert.True(refused.Json.GetProperty("errors").TryGetProperty("webhook.url", out _), refused.Text);
        (await Scene.Developer.PutAsync(Scene.AppPath, App(Receiver.Url, verify: false))).Is(201);

        // It is the app's now, so it is not asked again.
        (await Scene.Developer.PutAsync($"{Scene.AppPath}/webhook", body)).Is(200);
        var other = body.Replace("/hooks", "/hooks?new", StringComparison.Ordinal);
        Assert.True((await Scene.Developer.PutAsync($"{Scene.AppPath}/webhook", other)).Refused(400, "invalid_request").Json.GetProperty("errors").TryGetProperty("url", out _));
        Receiver.Status = 204;
        (await Scene.Developer.PutAsync($"{Scene.AppPath}/webhook", other)).Is(200);
    }

    [Fact]
    public async Task Endpoint_ThatDoesNotAnswer_WhereTheTestIsOff_IsRefusedToWhoAsksForTheTest()
    {
        Receiver.Status = 500;
        await using var lenient = new RegistryServer("--Webhooks:AllowLoopbackHttp=true", "--Webhooks:VerifyEndpoints=false");
        await lenient.InitializeAsync();
        var there = new Scene(lenient);

        (await there.Developer.PutAsync(there.AppPath, App(Receiver.Url, verify: true))).Refused(400, "invalid_request");
        (await there.Developer.PutAsync(there.AppPath, App(Receiver.Url))).Is(201);
    }

    private static string App(string url, bool? verify = null) => $$$"""
        {"name":"Hooked","visibility":"private","workspaces":["ws_any"],"scopes":[{"id":"read_one_user_and_one_company","reason":"x"}],
         "webhook":{"url":"{{{url}}}","topics":["company.created"],"verify":{{{JsonSerializer.Serialize(verify)}}}}}
        """;

    private async Task InstallAsync()
    {
        (await Scene.Developer.PutAsync(Scene.AppPath, App(Receiver.Url).Replace("ws_any", Scene.Workspace, StringComparison.Ordinal))).Is(201);
        (await Scene.Admin.PutAsync(Scene.InstallationPath)).Is(201);
        await Until.TrueAsync(() => Receiver.Received.Count == 1);
        Assert.Equal("installation.created", Receiver.Received.Single().GetProperty("topic").GetString());
    }

    private async Task<JsonElement> NewestAsync(string status)
    {
        JsonElement newest = default;
        await Until.TrueAsync(async () =>
        {
            newest = (await Scene.Developer.GetAsync($"{Scene.AppPath}/deliveries?topic=company.created&limit=1")).Is(200).Json.GetProperty("items").EnumerateArray().FirstOrDefault();
            return newest.ValueKind == JsonValueKind.Object && newest.GetProperty("status").GetString() == status;
        });
        return newest;
    }
}
