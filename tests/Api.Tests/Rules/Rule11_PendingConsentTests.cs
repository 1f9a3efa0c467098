namespace Registry.Api.Tests;

/// <summary>Rule 11: a new scope waits for consent where the app is installed; a dropped one stops being effective everywhere.</summary>
public sealed class Rule11_PendingConsentTests(RegistryServer server)
{
    private static readonly AppDraft Draft = new("read_conversations", "read_tags");

    [Fact]
    public async Task NewScope_IsPendingUntilAWorkspaceAdminGrantsIt()
    {
        var scene = new Scene(server);
        var installed = await scene.InstallAsync(Draft);
        (await scene.SetAppScopesAsync("read_conversations", "read_events", "read_tags")).Is(200);

        var waiting = await scene.InstallationAsync();
        Assert.Equal(["read_events"], waiting.List("pendingScopes"));
        Assert.Equal(installed.List("grantedScopes"), waiting.List("grantedScopes"));
        Assert.Equal(Draft.Scopes, waiting.List("effectiveScopes"));
        Assert.Equal(1, waiting.Revision);
        Assert.Equal(("scope_not_granted", 1), await scene.CheckAsync("read_events"));

        foreach (var caller in new[] { scene.Developer, scene.Service })
        {
            (await caller.PutAsync($"{scene.InstallationPath}/scopes/read_events")).Refused(403, "forbidden");
        }

        (await new Scene(server).Admin.PutAsync($"{scene.InstallationPath}/scopes/read_events")).Refused(404, "not_found");
        Assert.Equal(("scope_not_granted", 1), await scene.CheckAsync("read_events"));

        Assert.Empty((await scene.GrantAsync("read_events")).Is(200).List("pendingScopes"));
        Assert.Equal(("granted", 2), await scene.CheckAsync("read_events"));
    }

    [Fact]
    public async Task NewScope_OfManyWorkspaces_IsConsentedToByEachForItself()
    {
        var (scene, other) = (new Scene(server), new Scene(server));
        (await scene.PutAppAsync(Draft with { Workspaces = [scene.Workspace, other.Workspace] })).Is(201);
        (await scene.Admin.PutAsync(scene.InstallationPath)).Is(201);
        (await other.Admin.PutAsync(scene.InstallationIn(other))).Is(201);
        (await scene.SetAppScopesAsync("read_conversations", "read_events", "read_tags")).Is(200);

        (await scene.GrantAsync("read_events")).Is(200);
        Assert.Equal(("granted", 2), await scene.CheckAsync("read_events"));
        Assert.Equal(("scope_not_granted", 1), await scene.CheckAsync("read_events", other));
        var lacking = await Paging.AllAsync(scene.Developer, $"{scene.AppPath}/installations?lackingScope=read_events");
        Assert.Equal(other.Workspace, Assert.Single(lacking).Text("workspace"));
    }

    [Fact]
    public async Task CapabilityAddedLater_MakesItsScopesPending_AndTheInstallationGoesOn()
    {
        var scene = new Scene(server);
        await scene.InstallAsync(Draft);
        (await scene.PutAppAsync(Draft with { Capabilities = [AppDraft.CanvasKit] })).Is(200);

        string[] pending = [.. AppDraft.Forced.Except(Draft.Scopes)];
        var waiting = await scene.InstallationAsync();
        Assert.Equal("installed", waiting.State);
        Assert.Equal(pending, waiting.List("pendingScopes"));
        Assert.Equal(Draft.Scopes, waiting.List("effectiveScopes"));
        Assert.Equal(("scope_not_granted", 1), await scene.CheckAsync("read_admins"));

        // What is not granted can't be taken away; what is granted and required now can't either.
        Assert.Equal(waiting.Text, (await scene.RevokeAsync("read_admins")).Is(200).Text);
        (await scene.RevokeAsync("read_conversations")).Refused(422, "required_scope_missing");
        Assert.Equal(pending, (await scene.SetGrantAsync(Draft.Scopes)).Refused(422, "required_scope_missing").List("missing"));
        Assert.Equal(2, (await scene.RevokeAsync("read_tags")).Is(200).Revision);

        Assert.Equal(pending[1..].Append("read_tags"), (await scene.GrantAsync("read_admins")).Is(200).List("pendingScopes"));
        (await scene.RevokeAsync("read_admins")).Refused(422, "required_scope_missing");
        Assert.Empty((await scene.Admin.PutAsync(scene.InstallationPath)).Is(200).List("pendingScopes"));
    }

    [Fact]
    public async Task NewScope_ThatATopicNeeds_LeavesTheTopicSilentUntilConsent()
    {
        var scene = new Scene(server);
        await scene.InstallAsync(Draft);
        (await scene.PutAppAsync(Draft with { Scopes = [.. Draft.Scopes, "read_events"], Topics = ["event.created"] })).Is(200);
        var waiting = await scene.InstallationAsync();
        Assert.Equal("missing_scope", waiting.Topics["event.created"]);
        Assert.Equal(["read_events"], waiting.NeedsOf("event.created"));
        Assert.Equal("active", (await scene.GrantAsync("read_events")).Is(200).Topics["event.created"]);
    }

    [Fact]
    public async Task DroppedScope_StopsBeingEffectiveEverywhere_WhileTheGrantStaysAndRevives()
    {
        Scene[] scenes = [new(server), new(server), new(server)];
        var scene = scenes[0];
        (await scene.PutAppAsync(Draft with { Workspaces = [.. scenes.Select(other => other.Workspace)] })).Is(201);
        foreach (var other in scenes)
        {
            (await other.Admin.PutAsync(scene.InstallationIn(other))).Is(201);
            Assert.Equal(("granted", 1), await scene.CheckAsync("read_tags", other));
        }

        (await scene.SetAppScopesAsync("read_conversations")).Is(200);
        foreach (var other in scenes)
        {
            Assert.Equal(("scope_not_requested", 1), await scene.CheckAsync("read_tags", other));
            Assert.Equal(("granted", 1), await scene.CheckAsync("read_conversations", other));
            Assert.Equal(["read_conversations"], await scene.EffectiveAsync(other));
            var installation = (await other.Admin.GetAsync(scene.InstallationIn(other))).Is(200);
            Assert.Equal(["read_conversations", "read_tags"], installation.List("grantedScopes"));
            Assert.Equal(["read_conversations"], installation.List("effectiveScopes"));
            Assert.Empty(installation.List("pendingScopes"));
        }

        (await scene.SetAppScopesAsync("read_conversations", "read_tags")).Is(200);
        foreach (var other in scenes)
        {
            Assert.Equal(("granted", 1), await scene.CheckAsync("read_tags", other));
        }
    }

    [Fact]
    public async Task DroppedScope_CanBeRevokedButNotGranted()
    {
        var scene = new Scene(server);
        await scene.InstallAsync(Draft);
        (await scene.SetAppScopesAsync("read_conversations")).Is(200);
        (await scene.GrantAsync("read_tags")).Refused(422, "scope_not_requested");
        Assert.Equal(["read_conversations"], (await scene.RevokeAsync("read_tags")).Is(200).List("grantedScopes"));

        // Taken away while it was dropped, it does not come back by itself.
        (await scene.SetAppScopesAsync("read_conversations", "read_tags")).Is(200);
        Assert.Equal(("scope_not_granted", 2), await scene.CheckAsync("read_tags"));
        Assert.Equal(["read_tags"], (await scene.InstallationAsync()).List("pendingScopes"));
    }
}
