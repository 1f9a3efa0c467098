namespace Registry.Api.Tests;

/// <summary>Every row of the table of apps.</summary>
public sealed class AppTests(RegistryServer server)
{
    private static readonly string[] Forced = ["read_admins", "read_and_list_users_and_companies", "read_conversations", "read_data_when_entered_into_the_app"];

    [Fact]
    public async Task App_Registered_AnswersInTheFormOfTheContract()
    {
        var scene = new Scene(server);
        var created = await scene.RegisterAsync();
        Assert.Equal("\"1\"", created.ETag);
        Assert.Equal(scene.AppPath, created.Headers["Location"]);
        var app = created.Json;
        Assert.Equal(scene.App, app.GetProperty("app").GetString());
        Assert.Equal(scene.DeveloperId, app.GetProperty("developer").GetString());
        Assert.Equal("private", app.GetProperty("visibility").GetString());
        Assert.Equal("draft", app.GetProperty("status").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, app.GetProperty("suspension").ValueKind);
        Assert.Equal([scene.Workspace], created.Strings("workspaces"));
        Assert.Equal(1, app.GetProperty("manifestVersion").GetInt64());
        Assert.EndsWith("Z", app.GetProperty("createdAt").GetString(), StringComparison.Ordinal);
        var scopes = app.GetProperty("scopes").EnumerateArray().ToDictionary(scope => scope.GetProperty("id").GetString()!);
        Assert.Equal([.. Forced, "read_events", "read_tags"], scopes.Keys);
        Assert.Equal("canvas_kit", scopes["read_admins"].GetProperty("requiredBy")[0].GetString());
        Assert.Equal("Shows tags", scopes["read_tags"].GetProperty("reason").GetString());
        var topic = app.GetProperty("webhook").GetProperty("topics")[0];
        Assert.Equal("company.created", topic.GetProperty("id").GetString());
        Assert.Equal("subscribed", topic.GetProperty("state").GetString());

        Assert.Equal(created.Registered, (await scene.Developer.GetAsync(scene.AppPath)).Is(200).Text);
        Assert.Equal(created.Registered, (await scene.Service.GetAsync(scene.AppPath)).Is(200).Text);
        Assert.Equal(created.Registered, (await scene.Developer.PutAsync(scene.AppPath, scene.AppBody())).Is(200).Text);
    }

    [Fact]
    public async Task AppScopes_Replaced_ListTheTopicsThatFellSilent()
    {
        var scene = new Scene(server);
        (await scene.Developer.PutAsync(scene.AppPath, """
            {"name":"x","visibility":"private","scopes":[{"id":"read_one_user_and_one_company"},{"id":"read_tags"}],
             "webhook":{"url":"https://fin.example","topics":["company.created"]}}
            """)).Is(201);

        var answer = (await scene.Developer.PutAsync($"{scene.AppPath}/scopes", """{"scopes":[{"id":"read_tags"}]}""")).Is(200);
        Assert.Equal(["company.created"], answer.Strings("silencedTopics"));
        Assert.Equal("missing_scope", answer.Json.GetProperty("webhook").GetProperty("topics")[0].GetProperty("state").GetString());

        var back = (await scene.Developer.PutAsync($"{scene.AppPath}/scopes", """{"scopes":[{"id":"read_one_user_and_one_company"}]}""")).Is(200);
        Assert.Empty(back.Strings("silencedTopics"));
        Assert.Equal("subscribed", back.Json.GetProperty("webhook").GetProperty("topics")[0].GetProperty("state").GetString());
        Assert.False((await scene.Developer.GetAsync(scene.AppPath)).Json.TryGetProperty("silencedTopics", out _));
    }

    [Fact]
    public async Task AppScopes_WithoutTheForcedOnes_NameWhatIsMissing()
    {
        var scene = new Scene(server);
        await scene.RegisterAsync();
        var refused = (await scene.Developer.PutAsync($"{scene.AppPath}/scopes", """{"scopes":[{"id":"read_admins"}]}""")).Refused(422, "required_scope_missing");
        Assert.Equal(Forced[1..], refused.Strings("missing"));
    }

    [Fact]
    public async Task AppWebhook_Replaced_IsShown()
    {
        var scene = new Scene(server);
        await scene.RegisterAsync();
        var answer = (await scene.Developer.PutAsync($"{scene.AppPath}/webhook", """{"url":"https://new.example/","topics":["company.created"]}""")).Is(200);
        Assert.Equal("https://new.example/", answer.Json.GetProperty("webhook").GetProperty("url").GetString());
        Assert.Equal("\"2\"", answer.ETag);
    }

    [Fact]
    public async Task PublicApp_ReviewedAndChanged_GoesThroughItsStates()
    {
        var scene = new Scene(server);
        await scene.RegisterAsync("public");
        var notYet = (await scene.Admin.PutAsync(scene.InstallationPath)).Refused(409, "app_not_installable");
        Assert.Equal("draft", notYet.Json.GetProperty("appStatus").GetString());
        Assert.Equal("submitted", Status((await scene.Developer.PostAsync($"{scene.AppPath}/submit")).Is(200)));
        var rejected = (await scene.Operator.PostAsync($"{scene.AppPath}/review", """{"decision":"reject","reasons":["Say more"]}""")).Is(200);
        Assert.Equal("rejected", Status(rejected));
        Assert.Equal("Say more", rejected.Json.GetProperty("review").GetProperty("reasons")[0].GetString());
        Assert.Equal("operator", rejected.Json.GetProperty("review").GetProperty("decidedBy").GetString());
        (await scene.Developer.PostAsync($"{scene.AppPath}/submit")).Is(200);
        Assert.Equal("approved", Status((await scene.Operator.PostAsync($"{scene.AppPath}/review", """{"decision":"approve"}""")).Is(200)));
        (await scene.Admin.PutAsync(scene.InstallationPath)).Is(201);

        var changed = (await scene.Developer.PutAsync(scene.AppPath, scene.AppBody("public", """{"id":"write_tags"}"""))).Is(200);
        Assert.Contains("read_tags", changed.Json.GetProperty("live").GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()));
        var reason = (await scene.Developer.PostAsync($"{scene.AppPath}/submit")).Refused(422, "reason_required");
        Assert.Equal(["write_tags"], reason.Strings("scopes"));
    }

    [Fact]
    public async Task PrivateApp_Submitted_IsAConflict()
    {
        var scene = new Scene(server);
        await scene.RegisterAsync();
        (await scene.Developer.PostAsync($"{scene.AppPath}/submit")).Refused(409, "conflict");
    }

    [Fact]
    public async Task App_SuspendedAndResumed_StopsAndStartsEverywhere()
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        var suspended = (await scene.Operator.PutAsync($"{scene.AppPath}/suspension", """{"reason":"Sends more than it says"}""")).Is(200);
        Assert.Equal("Sends more than it says", suspended.Json.GetProperty("suspension").GetProperty("reason").GetString());
        Assert.Equal("app_suspended", Reason(await scene.Service.GetAsync($"{scene.InstallationPath}/scopes/read_tags")));
        (await scene.Admin.PutAsync(scene.InstallationPath)).Refused(409, "app_suspended");
        (await scene.Operator.DeleteAsync($"{scene.AppPath}/suspension")).Is(200);
        Assert.Equal("granted", Reason(await scene.Service.GetAsync($"{scene.InstallationPath}/scopes/read_tags")));
    }

    [Fact]
    public async Task AppVersions_Listed_AreNewestFirstPageByPage()
    {
        var scene = new Scene(server);
        await scene.RegisterAsync();
        for (var change = 0; change < 3; change++)
        {
            (await scene.Developer.PutAsync($"{scene.AppPath}/webhook", $$"""{"url":"https://fin.example/{{change}}"}""")).Is(200);
        }

        var versions = await Paging.AllAsync(scene.Developer, $"{scene.AppPath}/versions", limit: 3);
        Assert.Equal([4, 3, 2, 1], versions.Select(version => version.GetProperty("manifestVersion").GetInt64()));
        Assert.Equal("webhook_set", versions[0].GetProperty("action").GetString());
        Assert.Equal($"developer:{scene.DeveloperId}", versions[0].GetProperty("actor").GetString());
        Assert.Equal("https://fin.example/1", versions[0].GetProperty("before").GetProperty("url").GetString());
        Assert.Matches("^[0-9a-f]{32}$", versions[0].GetProperty("requestId").GetString());
    }

    [Fact]
    public async Task AppList_Paged_HoldsEachAppOnce()
    {
        var scene = new Scene(server);
        var apps = Enumerable.Range(0, 5).Select(index => $"{scene.App}-{index}").ToArray();
        foreach (var app in apps)
        {
            (await scene.Developer.PutAsync($"/v1/apps/{app}", scene.AppBody())).Is(201);
        }

        var listed = await Paging.AllAsync(scene.Developer, "/v1/apps", limit: 2);
        Assert.Equal(apps, listed.Select(app => app.GetProperty("app").GetString()));
    }

    [Fact]
    public async Task InstallationsOfAnApp_Filtered_AreTheRightOnes()
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        (await scene.Admin.DeleteAsync($"{scene.InstallationPath}/scopes/read_tags")).Is(200);
        var path = $"{scene.AppPath}/installations";

        Assert.Single(await Paging.AllAsync(scene.Developer, path));
        Assert.Single(await Paging.AllAsync(scene.Service, $"{path}?lackingScope=read_tags"));
        Assert.Empty(await Paging.AllAsync(scene.Operator, $"{path}?lackingScope=read_events"));
        Assert.Empty(await Paging.AllAsync(scene.Operator, $"{path}?status=suspended"));
        (await scene.Admin.DeleteAsync(scene.InstallationPath)).Is(200);
        Assert.Empty(await Paging.AllAsync(scene.Developer, path));
        Assert.Single(await Paging.AllAsync(scene.Developer, $"{path}?status=uninstalled"));
        (await scene.Service.GetAsync("/v1/apps/app-nobody/installations")).Refused(404, "not_found");
    }

    private static string? Status(Answer answer) => answer.Json.GetProperty("status").GetString();

    private static string? Reason(Answer answer) => answer.Is(200).Json.GetProperty("reason").GetString();
}
