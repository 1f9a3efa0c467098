namespace Registry.Api.Tests;

/// <summary>Rule 12: uninstalling ends every scope and topic at once; the history stays.</summary>
public sealed class Rule12_UninstallTests(RegistryServer server)
{
    private static readonly AppDraft Draft = new("read_events", "read_tags")
    {
        Capabilities = [AppDraft.CanvasKit],
        Topics = ["conversation.read", "event.created"],
    };

    private static readonly string[] All = [.. AppDraft.Forced, "read_events", "read_tags"];

    [Fact]
    public async Task Uninstalling_EndsEveryScopeAndTopicAtOnce()
    {
        var scene = new Scene(server);
        await scene.InstallAsync(Draft);
        Assert.Equal(All, await scene.EffectiveAsync());

        var uninstalled = (await scene.UninstallAsync()).Is(200);
        Assert.Equal(("uninstalled", 2), (uninstalled.State, uninstalled.Revision));
        foreach (var list in new[] { "grantedScopes", "effectiveScopes", "pendingScopes" })
        {
            Assert.Empty(uninstalled.List(list));
        }

        Assert.Empty(uninstalled.Topics);
        Assert.Empty(await scene.EffectiveAsync());
        foreach (var scope in All)
        {
            Assert.Equal(("not_installed", 2), await scene.CheckAsync(scope));
        }

        Assert.Empty(await Paging.AllAsync(scene.Admin, $"/v1/workspaces/{scene.Workspace}/installations"));
        Assert.Empty(await Paging.AllAsync(scene.Developer, $"{scene.AppPath}/installations"));
        Assert.Single(await Paging.AllAsync(scene.Developer, $"{scene.AppPath}/installations?status=uninstalled"));
    }

    [Fact]
    public async Task History_AfterUninstalling_IsAllThere()
    {
        var scene = new Scene(server);
        await scene.InstallAsync(Draft);
        (await scene.DisableAsync("event.created")).Is(200);
        (await scene.RevokeAsync("read_tags")).Is(200);
        var before = await scene.HistoryAsync();
        (await scene.UninstallAsync()).Is(200);

        var after = await scene.HistoryAsync();
        Assert.Equal(before.Select(change => change.GetRawText()), after.SkipLast(1).Select(change => change.GetRawText()));
        Assert.Equal("uninstalled", after[^1].Text("action"));
        Assert.Equal(["event.created"], after[^1].GetProperty("before").Texts("disabledTopics"));
        Assert.Equal(All[..^1], after[^1].GetProperty("before").Texts("grantedScopes"));
        Assert.Empty(after[^1].GetProperty("after").Texts("grantedScopes"));
        Assert.Empty(after[^1].GetProperty("after").Texts("disabledTopics"));
    }

    [Fact]
    public async Task Uninstalling_LeavesOtherWorkspacesAndOtherAppsAlone()
    {
        var (scene, other) = (new Scene(server), new Scene(server));
        (await scene.PutAppAsync(Draft with { Workspaces = [scene.Workspace, other.Workspace] })).Is(201);
        (await other.PutAppAsync(Draft with { Workspaces = [scene.Workspace] })).Is(201);
        (await scene.Admin.PutAsync(scene.InstallationPath)).Is(201);
        (await other.Admin.PutAsync(scene.InstallationIn(other))).Is(201);
        (await scene.Admin.PutAsync(other.InstallationIn(scene))).Is(201);

        (await scene.UninstallAsync()).Is(200);
        Assert.Equal(("not_installed", 2), await scene.CheckAsync("read_tags"));
        Assert.Equal(("granted", 1), await scene.CheckAsync("read_tags", other));
        Assert.Equal(("granted", 1), await other.CheckAsync("read_tags", scene));
    }

    [Fact]
    public async Task History_AfterInstallingAgain_GoesOnWhereItEnded()
    {
        var scene = new Scene(server);
        await scene.InstallAsync(Draft);
        (await scene.UninstallAsync()).Is(200);
        (await scene.Admin.PutAsync(scene.InstallationPath)).Is(200);
        var history = await scene.HistoryAsync();
        Assert.Equal([1L, 2, 3], history.Select(change => change.Number("revision")));
        Assert.Equal(["installed", "uninstalled", "installed"], history.Select(change => change.Text("action")));
        Assert.Equal("uninstalled", history[2].GetProperty("before").Text("status"));
    }
}
