namespace Registry.Api.Tests;

/// <summary>Rule 7: a private app is installed in its developer's own workspaces without review.</summary>
public sealed class Rule07_PrivateAppTests(RegistryServer server)
{
    private static readonly AppDraft Draft = new("read_events", "read_tags");

    [Fact]
    public async Task PrivateApp_InItsWorkspaces_IsInstalledWithoutReview()
    {
        var (scene, other) = (new Scene(server), new Scene(server));
        var app = (await scene.PutAppAsync(Draft with { Workspaces = [scene.Workspace, other.Workspace], Reason = null })).Is(201);
        Assert.Equal("draft", app.State);
        (await scene.SubmitAsync()).Refused(409, "conflict");
        (await scene.Admin.PutAsync(scene.InstallationPath)).Is(201);
        (await other.Admin.PutAsync(scene.InstallationIn(other))).Is(201);
        Assert.Equal(("granted", 1), await scene.CheckAsync("read_tags", other));
    }

    [Fact]
    public async Task PrivateApp_ToAnotherWorkspace_LooksLikeNone()
    {
        var (scene, other) = (new Scene(server), new Scene(server));
        (await scene.PutAppAsync(Draft)).Is(201);
        foreach (var caller in new[] { other.Admin, other.Operator })
        {
            var refused = (await caller.PutAsync(scene.InstallationIn(other))).Refused(404, "not_found");
            Assert.Equal((await caller.PutAsync(other.InstallationPath)).Refused(404, "not_found").WithoutTrace, refused.WithoutTrace);
        }

        (await other.Admin.GetAsync(scene.InstallationIn(other))).Refused(404, "not_found");
        Assert.Equal(("not_installed", 0), await scene.CheckAsync("read_tags", other));
    }

    [Fact]
    public async Task PrivateApp_WithoutWorkspaces_CanBeInstalledNowhere()
    {
        var scene = new Scene(server);
        (await scene.PutAppAsync(Draft with { Workspaces = [] })).Is(201);
        (await scene.Admin.PutAsync(scene.InstallationPath)).Refused(404, "not_found");
    }

    [Fact]
    public async Task Workspace_AddedAndTakenAway_MayInstallAndThenMayNot()
    {
        var (scene, other) = (new Scene(server), new Scene(server));
        (await scene.PutAppAsync(Draft)).Is(201);
        (await scene.PutAppAsync(Draft with { Workspaces = [scene.Workspace, other.Workspace] })).Is(200);
        (await other.Admin.PutAsync(scene.InstallationIn(other))).Is(201);

        (await scene.PutAppAsync(Draft)).Is(200);
        Assert.Equal(("granted", 1), await scene.CheckAsync("read_tags", other));
        (await other.Admin.DeleteAsync(scene.InstallationIn(other))).Is(200);
        (await other.Admin.PutAsync(scene.InstallationIn(other))).Refused(409, "app_not_installable");
        Assert.Equal(("not_installed", 2), await scene.CheckAsync("read_tags", other));
    }

    [Fact]
    public async Task PrivateApp_Changed_IsLiveAtOnce()
    {
        var scene = new Scene(server);
        await scene.InstallAsync(Draft);
        var app = (await scene.SetAppScopesAsync("read_tags", "write_tags")).Is(200);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, app.Json.GetProperty("live").ValueKind);
        Assert.Equal(("scope_not_requested", 1), await scene.CheckAsync("read_events"));
        Assert.Equal(["write_tags"], (await scene.InstallationAsync()).List("pendingScopes"));
    }

    [Fact]
    public async Task PrivateApp_MadePublic_GoesOnWhereItIs_ButNeedsReviewElsewhere()
    {
        var (scene, other) = (new Scene(server), new Scene(server));
        await scene.InstallAsync(Draft);
        (await scene.PutAppAsync(Draft with { Visibility = "public" })).Is(200);
        Assert.Equal(("granted", 1), await scene.CheckAsync("read_tags"));
        (await other.Admin.PutAsync(scene.InstallationIn(other))).Refused(409, "app_not_installable");

        await scene.PublishAsync();
        (await other.Admin.PutAsync(scene.InstallationIn(other))).Is(201);
    }
}
