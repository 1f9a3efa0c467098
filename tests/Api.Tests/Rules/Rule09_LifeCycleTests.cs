using System.Text.Json;

namespace Registry.Api.Tests;

/// <summary>Rule 9: <c>not installed → installed ⇄ suspended → uninstalled → installed …</c>; repeating any call changes nothing.</summary>
public sealed class Rule09_LifeCycleTests(RegistryServer server)
{
    private static readonly AppDraft Draft = new("read_events", "read_tags") { Topics = ["event.created", "conversation.read"] };

    public static TheoryData<string> Calls =>
        ["install", "install_some", "set_grant", "grant", "revoke", "enable", "disable", "suspend", "resume", "uninstall"];

    [Fact]
    public async Task Installation_GoesThroughItsWholeLife_WithRevisionsThatNeverRestart()
    {
        var scene = new Scene(server);
        (await scene.PutAppAsync(Draft)).Is(201);
        (await scene.Admin.GetAsync(scene.InstallationPath)).Refused(404, "not_found");

        AssertStep("installed", 1, (await scene.Admin.PutAsync(scene.InstallationPath)).Is(201));
        AssertStep("suspended", 2, (await scene.SuspendAsync()).Is(200));
        AssertStep("installed", 3, (await scene.ResumeAsync()).Is(200));
        AssertStep("suspended", 4, (await scene.SuspendAsync()).Is(200));
        AssertStep("uninstalled", 5, (await scene.UninstallAsync()).Is(200));
        AssertStep("installed", 6, (await scene.Admin.PutAsync(scene.InstallationPath)).Is(200));
        AssertStep("uninstalled", 7, (await scene.UninstallAsync()).Is(200));
        AssertStep("installed", 8, (await scene.Admin.PutAsync(scene.InstallationPath)).Is(200));
        Assert.Equal(("granted", 8), await scene.CheckAsync("read_tags"));
    }

    [Fact]
    public async Task Reinstallation_StartsAfresh()
    {
        var scene = new Scene(server);
        var first = await scene.InstallAsync(Draft);
        (await scene.DisableAsync("event.created")).Is(200);
        (await scene.RevokeAsync("read_tags")).Is(200);
        (await scene.SuspendAsync()).Is(200);
        (await scene.UninstallAsync()).Is(200);

        var again = (await scene.Operator.PutAsync(scene.InstallationPath)).Is(200);
        Assert.Equal(JsonValueKind.Null, again.Json.GetProperty("suspension").ValueKind);
        Assert.Equal(["read_events", "read_tags"], again.List("effectiveScopes"));
        Assert.Equal(first.Topics, again.Topics);
        Assert.Equal("operator", again.Json.Text("installedBy"));
        Assert.Equal(again.Json.Text("updatedAt"), again.Json.Text("installedAt"));
        Assert.True(again.Json.GetProperty("installedAt").GetDateTimeOffset() > first.Json.GetProperty("installedAt").GetDateTimeOffset());
    }

    [Theory, MemberData(nameof(Calls))]
    public async Task Call_Repeated_ChangesNothingAndGivesTheSameAnswer(string call)
    {
        var scene = new Scene(server);
        await scene.InstallAsync(Draft);
        var prepare = call switch { "grant" => "revoke", "enable" => "disable", "resume" => "suspend", _ => null };
        if (prepare is not null)
        {
            (await CallAsync(scene, prepare)).Is(200);
        }

        var first = (await CallAsync(scene, call)).Is(200);
        for (var repetition = 0; repetition < 2; repetition++)
        {
            var again = (await CallAsync(scene, call)).Is(200);
            Assert.Equal((first.Text, first.ETag), (again.Text, again.ETag));
        }

        Assert.Equal(first.Text, (await scene.InstallationAsync()).Text);
        Assert.Equal(first.Revision, (await scene.HistoryAsync()).Count);
        Assert.Equal(call == "install" ? 1 : prepare is null ? 2 : 3, first.Revision);
    }

    [Theory, MemberData(nameof(Calls))]
    public async Task Call_WhereNeverInstalled_IsNotFound(string call)
    {
        var scene = new Scene(server);
        (await scene.PutAppAsync(Draft with { Workspaces = [] })).Is(201);
        (await CallAsync(scene, call)).Refused(404, "not_found");
        (await scene.Admin.GetAsync(scene.InstallationPath)).Refused(404, "not_found");
        (await scene.Admin.GetAsync($"{scene.InstallationPath}/history")).Refused(404, "not_found");
        Assert.Equal(("not_installed", 0), await scene.CheckAsync("read_tags"));
    }

    [Theory, MemberData(nameof(Calls))]
    public async Task Call_AfterUninstalling_IsRefusedUnlessItInstallsOrUninstalls(string call)
    {
        var scene = new Scene(server);
        await scene.InstallAsync(Draft);
        var uninstalled = (await scene.UninstallAsync()).Is(200);
        var answer = await CallAsync(scene, call);
        switch (call)
        {
            case "install" or "install_some":
                Assert.Equal(("installed", 3), (answer.Is(200).State, answer.Revision));
                break;
            case "uninstall":
                Assert.Equal(uninstalled.Text, answer.Is(200).Text);
                break;
            default:
                answer.Refused(409, "not_installed");
                Assert.Equal(uninstalled.Text, (await scene.InstallationAsync()).Text);
                break;
        }
    }

    [Fact]
    public async Task SuspendedInstallation_InstalledAgain_StaysSuspended()
    {
        var scene = new Scene(server);
        await scene.InstallAsync(Draft);
        var suspended = (await scene.SuspendAsync("Under audit")).Is(200);
        Assert.Equal("Under audit", suspended.Json.GetProperty("suspension").Text("reason"));
        Assert.Equal($"workspace_admin:{scene.Workspace}", suspended.Json.GetProperty("suspension").Text("by"));
        Assert.Equal(suspended.Text, (await scene.Admin.PutAsync(scene.InstallationPath)).Is(200).Text);
        Assert.Empty(await scene.EffectiveAsync());
    }

    private static Task<Answer> CallAsync(Scene scene, string call) => call switch
    {
        "install" => scene.Admin.PutAsync(scene.InstallationPath),
        "install_some" => scene.Admin.PutAsync(scene.InstallationPath, """{"scopes":["read_events"],"topics":["event.created"]}"""),
        "set_grant" => scene.SetGrantAsync("read_tags"),
        "grant" => scene.GrantAsync("read_tags"),
        "revoke" => scene.RevokeAsync("read_tags"),
        "enable" => scene.EnableAsync("event.created"),
        "disable" => scene.DisableAsync("event.created"),
        "suspend" => scene.SuspendAsync(),
        "resume" => scene.ResumeAsync(),
        "uninstall" => scene.UninstallAsync(),
        _ => throw new ArgumentOutOfRangeException(nameof(call)),
    };

    private static void AssertStep(string status, long revision, Answer answer)
    {
        Assert.Equal((status, revision), (answer.State, answer.Revision));
        Assert.Equal($"\"{revision}\"", answer.ETag);
        Assert.Equal(status == "installed" ? ["read_events", "read_tags"] : [], answer.List("effectiveScopes"));
    }
}
