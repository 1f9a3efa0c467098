namespace Registry.Api.Tests;

/// <summary>Rule 9: installing grants some or all of the requested scopes, never more, never without what capabilities require.</summary>
public sealed class Rule09_GrantTests(RegistryServer server)
{
    private static readonly AppDraft Draft = new("read_events", "read_tags", "write_tags");

    private static readonly AppDraft WithCanvasKit = Draft with { Capabilities = [AppDraft.CanvasKit] };

    [Theory]
    [InlineData(null, "read_events read_tags write_tags")]
    [InlineData("{}", "read_events read_tags write_tags")]
    [InlineData("""{"scopes":["write_tags","read_tags","read_events"]}""", "read_events read_tags write_tags")]
    [InlineData("""{"scopes":["write_tags","read_events"]}""", "read_events write_tags")]
    [InlineData("""{"scopes":[]}""", "")]
    public async Task Install_GrantsSomeOrAll(string? body, string granted)
    {
        var scene = new Scene(server);
        (await scene.PutAppAsync(Draft)).Is(201);
        var installed = (await scene.Admin.PutAsync(scene.InstallationPath, body)).Is(201);
        var expected = granted.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(expected, installed.List("grantedScopes"));
        Assert.Equal(expected, installed.List("effectiveScopes"));
        Assert.Equal(Draft.Scopes.Except(expected), installed.List("pendingScopes"));
        foreach (var scope in Draft.Scopes)
        {
            Assert.Equal((expected.Contains(scope) ? "granted" : "scope_not_granted", 1), await scene.CheckAsync(scope));
        }
    }

    [Fact]
    public async Task Install_WithMoreThanRequested_IsRefusedNamingIt()
    {
        var scene = new Scene(server);
        (await scene.PutAppAsync(Draft)).Is(201);
        var refused = (await scene.Admin.PutAsync(scene.InstallationPath, """{"scopes":["read_tags","write_tickets","read_tickets"]}""")).Refused(422, "scope_not_requested");
        Assert.Equal(["read_tickets", "write_tickets"], refused.List("scopes"));
        Assert.Equal(["no_such_scope"], (await scene.Admin.PutAsync(scene.InstallationPath, """{"scopes":["no_such_scope"]}""")).Refused(422, "unknown_scope").List("scopes"));
        (await scene.Admin.GetAsync(scene.InstallationPath)).Refused(404, "not_found");
    }

    [Fact]
    public async Task Grant_OfMoreThanRequested_IsRefusedAndChangesNothing()
    {
        var scene = new Scene(server);
        var installed = await scene.InstallAsync(Draft);
        Assert.Equal(["read_tickets"], (await scene.SetGrantAsync("read_tags", "read_tickets")).Refused(422, "scope_not_requested").List("scopes"));
        Assert.Equal(["read_tickets"], (await scene.GrantAsync("read_tickets")).Refused(422, "scope_not_requested").List("scopes"));
        (await scene.GrantAsync("no_such_scope")).Refused(422, "unknown_scope");
        (await scene.RevokeAsync("no_such_scope")).Refused(422, "unknown_scope");
        (await scene.SetGrantAsync("no_such_scope")).Refused(422, "unknown_scope");
        Assert.Equal(installed.Text, (await scene.InstallationAsync()).Text);
    }

    [Fact]
    public async Task RequiredScopes_OnInstall_CannotBeLeftOut()
    {
        var scene = new Scene(server);
        (await scene.PutAppAsync(WithCanvasKit)).Is(201);
        Assert.Equal(AppDraft.Forced, (await scene.Admin.PutAsync(scene.InstallationPath, """{"scopes":["read_tags"]}""")).Refused(422, "required_scope_missing").List("missing"));
        Assert.Equal(AppDraft.Forced, (await scene.Admin.PutAsync(scene.InstallationPath, """{"scopes":[]}""")).Refused(422, "required_scope_missing").List("missing"));
        (await scene.Admin.GetAsync(scene.InstallationPath)).Refused(404, "not_found");

        var body = System.Text.Json.JsonSerializer.Serialize(new { scopes = AppDraft.Forced });
        Assert.Equal(AppDraft.Forced, (await scene.Admin.PutAsync(scene.InstallationPath, body)).Is(201).List("grantedScopes"));
    }

    [Fact]
    public async Task RequiredScopes_AfterInstall_CannotBeTakenAway()
    {
        var scene = new Scene(server);
        var installed = await scene.InstallAsync(WithCanvasKit);
        foreach (var scope in AppDraft.Forced)
        {
            Assert.Equal([scope], (await scene.RevokeAsync(scope)).Refused(422, "required_scope_missing").List("missing"));
            Assert.Equal([scope], (await scene.SetGrantAsync([.. AppDraft.Forced.Where(other => other != scope)])).Refused(422, "required_scope_missing").List("missing"));
        }

        Assert.Equal(installed.Text, (await scene.InstallationAsync()).Text);
        Assert.Equal(AppDraft.Forced, (await scene.SetGrantAsync(AppDraft.Forced)).Is(200).List("grantedScopes"));
    }

    [Fact]
    public async Task InstallingAgain_BringsTheGrantUpToTheLiveManifest()
    {
        var scene = new Scene(server);
        await scene.InstallAsync(Draft);
        (await scene.SetAppScopesAsync("read_tags", "read_tickets")).Is(200);
        var behind = await scene.InstallationAsync();
        Assert.Equal(Draft.Scopes, behind.List("grantedScopes"));
        Assert.Equal(["read_tickets"], behind.List("pendingScopes"));

        var upToDate = (await scene.Admin.PutAsync(scene.InstallationPath)).Is(200);
        Assert.Equal(["read_tags", "read_tickets"], upToDate.List("grantedScopes"));
        Assert.Equal(["read_tags", "read_tickets"], upToDate.List("effectiveScopes"));
        Assert.Empty(upToDate.List("pendingScopes"));
        Assert.Equal(2, upToDate.Revision);
        Assert.Equal(behind.Json.Text("installedAt"), upToDate.Json.Text("installedAt"));
        Assert.Equal("updated", (await scene.HistoryAsync())[^1].Text("action"));
    }
}
