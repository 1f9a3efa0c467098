using System.Text.Json;

namespace Registry.Api.Tests;

/// <summary>Rule 13: a check answers <c>allowed</c>, a reason and the revision it was decided on; denied is an answer, not an error.</summary>
public sealed class Rule13_CheckReasonTests(RegistryServer server)
{
    private const string Granted = "read_events";
    private const string NotGranted = "read_tags";
    private const string NotRequested = "write_tickets";
    private const string Unknown = "no_such_scope";

    [Theory]
    [InlineData("", "granted scope_not_granted scope_not_requested unknown_scope")]
    [InlineData("suspended", "installation_suspended installation_suspended installation_suspended installation_suspended")]
    [InlineData("app_suspended", "app_suspended app_suspended app_suspended app_suspended")]
    [InlineData("suspended app_suspended", "app_suspended app_suspended app_suspended app_suspended")]
    [InlineData("uninstalled", "not_installed not_installed not_installed not_installed")]
    [InlineData("suspended uninstalled app_suspended", "not_installed not_installed not_installed not_installed")]
    [InlineData("dropped", "scope_not_requested scope_not_granted scope_not_requested unknown_scope")]
    public async Task Check_InEveryState_GivesTheFirstReasonThatApplies(string states, string reasons)
    {
        var scene = new Scene(server);
        (await scene.PutAppAsync(new(Granted, NotGranted))).Is(201);
        (await scene.Admin.PutAsync(scene.InstallationPath, $$"""{"scopes":["{{Granted}}"]}""")).Is(201);
        var revision = 1;
        foreach (var state in states.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            revision += state is "suspended" or "uninstalled" ? 1 : 0;
            _ = state switch
            {
                "suspended" => (await scene.SuspendAsync()).Is(200),
                "app_suspended" => (await scene.SuspendAppAsync()).Is(200),
                "uninstalled" => (await scene.UninstallAsync()).Is(200),
                _ => (await scene.SetAppScopesAsync(NotGranted)).Is(200),
            };
        }

        await AssertAsync(scene, reasons.Split(' '), revision);
    }

    [Fact]
    public async Task Check_OfWhatWasNeverInstalled_IsDeniedForThatReasonOnly()
    {
        var scene = new Scene(server);
        string[] never = ["not_installed", "not_installed", "not_installed", "not_installed"];
        await AssertAsync(scene, never, revision: 0);
        (await scene.PutAppAsync(new(Granted, NotGranted))).Is(201);
        await AssertAsync(scene, never, revision: 0);
        (await scene.SuspendAppAsync()).Is(200);
        await AssertAsync(scene, never, revision: 0);
    }

    [Fact]
    public async Task EveryScopeOfTheCatalog_IsAllowedExactlyWhereItIsEffective()
    {
        var scene = new Scene(server);
        var scopes = (await scene.Service.GetAsync("/v1/catalog")).Is(200).Json.GetProperty("scopes").EnumerateArray().Select(scope => scope.Text("id")).ToArray();
        var requested = scopes.Where((_, index) => index % 3 != 0).ToArray();
        var granted = requested.Where((_, index) => index % 2 == 0).ToArray();
        (await scene.PutAppAsync(new(requested))).Is(201);
        (await scene.Admin.PutAsync(scene.InstallationPath, JsonSerializer.Serialize(new { scopes = granted }))).Is(201);

        var results = await BatchAsync(scene, scopes);
        Assert.Equal(27, results.Length);
        Assert.Equal(scopes.Select(scope => granted.Contains(scope) ? "granted" : requested.Contains(scope) ? "scope_not_granted" : "scope_not_requested"), results.Select(result => result.Reason));
        Assert.Equal(granted.Order(StringComparer.Ordinal), await scene.EffectiveAsync());
    }

    [Fact]
    public async Task Check_AfterEachChange_NamesTheRevisionItWasDecidedOn()
    {
        var scene = new Scene(server);
        await scene.InstallAsync(new(Granted, NotGranted));
        Assert.Equal(("granted", 1), await scene.CheckAsync(NotGranted));
        (await scene.RevokeAsync(NotGranted)).Is(200);
        Assert.Equal(("scope_not_granted", 2), await scene.CheckAsync(NotGranted));
        (await scene.GrantAsync(NotGranted)).Is(200);
        Assert.Equal(("granted", 3), await scene.CheckAsync(NotGranted));
        (await scene.SuspendAsync()).Is(200);
        Assert.Equal(("installation_suspended", 4), await scene.CheckAsync(NotGranted));
        (await scene.ResumeAsync()).Is(200);
        Assert.Equal(("granted", 5), await scene.CheckAsync(NotGranted));
        (await scene.UninstallAsync()).Is(200);
        Assert.Equal(("not_installed", 6), await scene.CheckAsync(NotGranted));

        var effective = (await scene.Service.GetAsync($"{scene.InstallationPath}/scopes?minRevision=6")).Is(200);
        Assert.Equal(6, effective.Revision);
        (await scene.Service.GetAsync($"{scene.InstallationPath}/scopes/{Granted}?minRevision=7")).Refused(409, "stale_revision");
    }

    private static async Task AssertAsync(Scene scene, string[] reasons, long revision)
    {
        string[] scopes = [Granted, NotGranted, NotRequested, Unknown];
        Assert.Equal(reasons.Select(reason => (reason, revision)), await BatchAsync(scene, scopes));
        foreach (var (scope, reason) in scopes.Zip(reasons))
        {
            Assert.Equal((reason, revision), await scene.CheckAsync(scope));
        }

        Assert.Equal(reasons.Contains("granted") ? [Granted] : [], await scene.EffectiveAsync());
    }

    private static async Task<(string Reason, long Revision)[]> BatchAsync(Scene scene, string[] scopes)
    {
        var body = JsonSerializer.Serialize(new { checks = scopes.Select(scope => new { workspace = scene.Workspace, app = scene.App, scope }) });
        var results = (await scene.Service.PostAsync("/v1/checks", body)).Is(200).Json.GetProperty("results").EnumerateArray().ToArray();
        Assert.All(results, result => Assert.Equal(result.Text("reason") == "granted", result.GetProperty("allowed").GetBoolean()));
        return [.. results.Select(result => (result.Text("reason"), result.Number("revision")))];
    }
}
