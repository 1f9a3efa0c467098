namespace Registry.Api.Tests;

/// <summary>Rule 3: scopes that a capability requires are selected by themselves and can't be deselected.</summary>
public sealed class Rule03_ForcedScopesTests(RegistryServer server)
{
    private static readonly AppDraft WithCanvasKit = new("read_tags") { Capabilities = [AppDraft.CanvasKit] };

    public static TheoryData<string> Forced => [.. AppDraft.Forced];

    [Fact]
    public async Task App_WithCanvasKit_RequestsItsScopesByItself()
    {
        var app = (await new Scene(server).PutAppAsync(WithCanvasKit)).Is(201);
        Assert.Equal([.. AppDraft.Forced, "read_tags"], app.Requested);
        foreach (var scope in app.Json.GetProperty("scopes").EnumerateArray())
        {
            var isForced = AppDraft.Forced.Contains(scope.Text("id"));
            Assert.Equal(isForced ? [AppDraft.CanvasKit] : [], scope.Texts("requiredBy"));
            Assert.Equal(isForced ? null : "The report shows it", scope.GetProperty("reason").GetString());
        }
    }

    [Theory, MemberData(nameof(Forced))]
    public async Task Scopes_WithOneForcedLeftOut_AreRefusedNamingIt(string missing)
    {
        var scene = new Scene(server);
        var before = (await scene.PutAppAsync(WithCanvasKit)).Is(201);
        var refused = (await scene.SetAppScopesAsync([.. AppDraft.Forced.Where(scope => scope != missing), "read_events"])).Refused(422, "required_scope_missing");
        Assert.Equal([missing], refused.List("missing"));
        Assert.Equal(before.Registered, (await scene.Developer.GetAsync(scene.AppPath)).Text);
    }

    [Fact]
    public async Task Scopes_WithAllForcedLeftOut_AreRefusedNamingAll()
    {
        var scene = new Scene(server);
        (await scene.PutAppAsync(WithCanvasKit)).Is(201);
        Assert.Equal(AppDraft.Forced, (await scene.SetAppScopesAsync()).Refused(422, "required_scope_missing").List("missing"));
        Assert.Equal(AppDraft.Forced, (await scene.SetAppScopesAsync("read_tags")).Refused(422, "required_scope_missing").List("missing"));
    }

    [Fact]
    public async Task Scopes_WithAllForcedNamed_AreSelected()
    {
        var scene = new Scene(server);
        (await scene.PutAppAsync(WithCanvasKit)).Is(201);
        var app = (await scene.SetAppScopesAsync([.. AppDraft.Forced, "read_events"])).Is(200);
        Assert.Equal([.. AppDraft.Forced, "read_events"], app.Requested);
    }

    [Fact]
    public async Task App_NamingSomeForcedScopes_KeepsTheirReasonsAndGetsTheRest()
    {
        var scene = new Scene(server);
        var app = (await scene.PutAppAsync(new("read_conversations") { Capabilities = [AppDraft.CanvasKit], Reason = "Counts them" })).Is(201);
        Assert.Equal(AppDraft.Forced, app.Requested);
        var named = app.Json.GetProperty("scopes").EnumerateArray().Single(scope => scope.Text("id") == "read_conversations");
        Assert.Equal("Counts them", named.Text("reason"));
        Assert.Equal([AppDraft.CanvasKit], named.Texts("requiredBy"));
    }

    [Fact]
    public async Task App_ReplacedWithoutNamingForcedScopes_StillRequestsThem()
    {
        var scene = new Scene(server);
        (await scene.PutAppAsync(WithCanvasKit)).Is(201);
        Assert.Equal([.. AppDraft.Forced, "read_events"], (await scene.PutAppAsync(WithCanvasKit with { Scopes = ["read_events"] })).Is(200).Requested);
    }

    [Fact]
    public async Task App_WithoutCapability_SelectsFreely()
    {
        var scene = new Scene(server);
        Assert.Equal(["read_admins", "read_tags"], (await scene.PutAppAsync(new("read_tags", "read_admins"))).Is(201).Requested);
        Assert.Empty((await scene.SetAppScopesAsync()).Is(200).Requested);
    }

    [Fact]
    public async Task App_ThatGivesTheCapabilityUp_MayDeselectItsScopes()
    {
        var scene = new Scene(server);
        (await scene.PutAppAsync(WithCanvasKit)).Is(201);
        Assert.Equal(["read_admins", "read_tags"], (await scene.PutAppAsync(new("read_admins", "read_tags"))).Is(200).Requested);
        var app = (await scene.SetAppScopesAsync("read_tags")).Is(200);
        Assert.Equal(["read_tags"], app.Requested);
        Assert.All(app.Json.GetProperty("scopes").EnumerateArray(), scope => Assert.Empty(scope.Texts("requiredBy")));
    }

    [Fact]
    public async Task App_WithUnknownScopesOrCapabilities_IsRefusedNamingThem()
    {
        var scene = new Scene(server);
        var capability = (await scene.PutAppAsync(new("read_tags") { Capabilities = [AppDraft.CanvasKit, "no_such_kit"] })).Refused(422, "unknown_capability");
        Assert.Equal(["no_such_kit"], capability.List("capabilities"));
        Assert.Equal(["no_such_scope"], (await scene.PutAppAsync(new("read_tags", "no_such_scope"))).Refused(422, "unknown_scope").List("scopes"));
        (await scene.Developer.GetAsync(scene.AppPath)).Refused(404, "not_found");
    }
}
