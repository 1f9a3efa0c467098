namespace Registry.Api.Tests;

/// <summary>Every row of the table of installations.</summary>
public sealed class InstallationTests(RegistryServer server)
{
    [Fact]
    public async Task Installation_Installed_AnswersInTheFormOfTheContract()
    {
        var scene = new Scene(server);
        var created = await scene.InstallAsync();
        Assert.Equal("\"1\"", created.ETag);
        Assert.Equal(scene.InstallationPath, created.Headers["Location"]);
        var installation = created.Json;
        Assert.Equal(scene.Workspace, installation.GetProperty("workspace").GetString());
        Assert.Equal(scene.App, installation.GetProperty("app").GetString());
        Assert.Equal("installed", installation.GetProperty("status").GetString());
        Assert.Equal(6, created.Strings("grantedScopes").Length);
        Assert.Equal(created.Strings("grantedScopes"), created.Strings("effectiveScopes"));
        Assert.Empty(created.Strings("pendingScopes"));
        Assert.Equal("active", installation.GetProperty("topics")[0].GetProperty("state").GetString());
        Assert.Equal(1, installation.GetProperty("revision").GetInt64());
        Assert.Equal($"workspace_admin:{scene.Workspace}", installation.GetProperty("installedBy").GetString());
        Assert.EndsWith("Z", installation.GetProperty("installedAt").GetString(), StringComparison.Ordinal);

        Assert.Equal(created.Text, (await scene.Admin.PutAsync(scene.InstallationPath)).Is(200).Text);
        Assert.Equal(created.Text, (await scene.Admin.PutAsync(scene.InstallationPath, "{}")).Is(200).Text);
        Assert.Equal(created.Text, (await scene.Service.GetAsync(scene.InstallationPath)).Is(200).Text);
        var listed = Assert.Single(await Paging.AllAsync(scene.Admin, $"/v1/workspaces/{scene.Workspace}/installations"));
        Assert.Equal(created.Text, listed.GetRawText());
    }

    [Fact]
    public async Task Installation_WithSomeScopes_GrantsThoseOnly()
    {
        var scene = new Scene(server);
        (await scene.Developer.PutAsync(scene.AppPath, $$"""{"name":"x","visibility":"private","workspaces":["{{scene.Workspace}}"],"scopes":[{"id":"read_tags"},{"id":"read_events"}]}""")).Is(201);
        (await scene.Admin.PutAsync(scene.InstallationPath, """{"scopes":["write_tags"]}""")).Refused(422, "scope_not_requested");
        var installed = (await scene.Admin.PutAsync(scene.InstallationPath, """{"scopes":["read_tags"],"topics":[]}""")).Is(201);
        Assert.Equal(["read_tags"], installed.Strings("grantedScopes"));
        Assert.Equal(["read_events"], installed.Strings("pendingScopes"));

        var granted = (await scene.Admin.PutAsync($"{scene.InstallationPath}/scopes", """{"scopes":["read_events"]}""")).Is(200);
        Assert.Equal(["read_events"], granted.Strings("grantedScopes"));
    }

    [Fact]
    public async Task Scope_RevokedAndGranted_ShowsAtTheNextCheck()
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        var check = $"{scene.InstallationPath}/scopes/read_tags";
        Assert.Equal("\"2\"", (await scene.Admin.DeleteAsync(check)).Is(200).ETag);
        Assert.Equal("""{"allowed":false,"reason":"scope_not_granted","revision":2}""", (await scene.Service.GetAsync(check)).Is(200).Text);
        Assert.Equal("\"3\"", (await scene.Admin.PutAsync(check)).Is(200).ETag);
        Assert.Equal("""{"allowed":true,"reason":"granted","revision":3}""", (await scene.Service.GetAsync(check)).Is(200).Text);
    }

    [Fact]
    public async Task Topic_SwitchedOffAndOn_ShowsItsState()
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        var path = $"{scene.InstallationPath}/topics/company.created";
        Assert.Equal("disabled", TopicState((await scene.Admin.DeleteAsync(path)).Is(200)));
        Assert.Equal("active", TopicState((await scene.Admin.PutAsync(path)).Is(200)));
    }

    [Fact]
    public async Task Installation_SuspendedAndResumed_StopsAndStarts()
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        var suspended = (await scene.Admin.PutAsync($"{scene.InstallationPath}/suspension", """{"reason":"Being looked at"}""")).Is(200);
        Assert.Equal("suspended", suspended.Json.GetProperty("status").GetString());
        Assert.Empty(suspended.Strings("effectiveScopes"));
        Assert.Contains("installation_suspended", (await scene.Service.GetAsync($"{scene.InstallationPath}/scopes/read_tags")).Text, StringComparison.Ordinal);
        Assert.Equal("installed", (await scene.Admin.DeleteAsync($"{scene.InstallationPath}/suspension")).Is(200).Json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Installation_Uninstalled_KeepsItsHistory()
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        var uninstalled = (await scene.Admin.DeleteAsync(scene.InstallationPath)).Is(200);
        Assert.Equal("uninstalled", uninstalled.Json.GetProperty("status").GetString());
        Assert.Equal(uninstalled.Text, (await scene.Admin.DeleteAsync(scene.InstallationPath)).Is(200).Text);
        (await scene.Admin.PutAsync($"{scene.InstallationPath}/scopes/read_tags")).Refused(409, "not_installed");
        Assert.Empty(await Paging.AllAsync(scene.Admin, $"/v1/workspaces/{scene.Workspace}/installations"));
        (await scene.Admin.PutAsync(scene.InstallationPath)).Is(200);

        var newest = await Paging.AllAsync(scene.Admin, $"{scene.InstallationPath}/history", limit: 2);
        Assert.Equal([3, 2, 1], newest.Select(change => change.GetProperty("revision").GetInt64()));
        Assert.Equal(["installed", "uninstalled", "installed"], newest.Select(change => change.GetProperty("action").GetString()));
        var oldest = await Paging.AllAsync(scene.Operator, $"{scene.InstallationPath}/history?order=oldest", limit: 2);
        Assert.Equal(newest.AsEnumerable().Reverse().Select(change => change.GetRawText()), oldest.Select(change => change.GetRawText()));
        Assert.Equal("uninstalled", newest[0].GetProperty("before").GetProperty("status").GetString());
    }

    [Fact]
    public async Task History_NamesTheTraceOfTheRequest()
    {
        var scene = new Scene(server);
        await scene.RegisterAsync();
        const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        (await scene.Admin.PutAsync(scene.InstallationPath, null, ("traceparent", $"00-{Trace}-00f067aa0ba902b7-01"))).Is(201);
        var change = Assert.Single(await Paging.AllAsync(scene.Admin, $"{scene.InstallationPath}/history"));
        Assert.Equal(Trace, change.GetProperty("requestId").GetString());
    }

    [Fact]
    public async Task Cursor_OfAnotherListOrFilter_IsRefused()
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        (await scene.Admin.DeleteAsync($"{scene.InstallationPath}/scopes/read_tags")).Is(200);
        var history = $"{scene.InstallationPath}/history";
        var cursor = (await scene.Admin.GetAsync($"{history}?limit=1")).Is(200).Json.GetProperty("nextCursor").GetString();
        Assert.NotNull(cursor);

        (await scene.Admin.GetAsync($"{history}?limit=1&cursor={cursor}")).Is(200);
        (await scene.Admin.GetAsync($"{history}?order=oldest&cursor={cursor}")).Refused(400, "invalid_cursor");
        (await scene.Admin.GetAsync($"/v1/workspaces/{scene.Workspace}/installations?cursor={cursor}")).Refused(400, "invalid_cursor");
        (await scene.Admin.GetAsync($"{history}?cursor={cursor}x")).Refused(400, "invalid_cursor");
    }

    [Fact]
    public async Task WorkspaceList_Paged_HoldsEachInstallationOnce()
    {
        var scene = new Scene(server);
        var apps = Enumerable.Range(0, 5).Select(index => $"{scene.App}-{index}").ToArray();
        foreach (var app in apps)
        {
            (await scene.Developer.PutAsync($"/v1/apps/{app}", scene.AppBody())).Is(201);
            (await scene.Admin.PutAsync($"/v1/workspaces/{scene.Workspace}/installations/{app}")).Is(201);
        }

        var listed = await Paging.AllAsync(scene.Service, $"/v1/workspaces/{scene.Workspace}/installations", limit: 2);
        Assert.Equal(apps, listed.Select(installation => installation.GetProperty("app").GetString()));
    }

    private static string? TopicState(Answer answer) => answer.Json.GetProperty("topics")[0].GetProperty("state").GetString();
}
