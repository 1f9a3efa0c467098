using System.Text.Json;

namespace Registry.Api.Tests;

/// <summary>Rule 8: an operator can suspend an app everywhere, at once, with a reason, and lift it again.</summary>
public sealed class Rule08_AppSuspensionTests(RegistryServer server)
{
    private static readonly AppDraft Draft = new("read_events", "read_tags") { Visibility = "public", Topics = ["event.created"] };

    [Fact]
    public async Task Suspension_StopsTheAppEverywhereAtOnce_AndLiftingBringsAllBack()
    {
        Scene[] scenes = [new(server), new(server), new(server)];
        var scene = scenes[0];
        await scene.InstallAsync(Draft);
        foreach (var other in scenes[1..])
        {
            (await other.Admin.PutAsync(scene.InstallationIn(other))).Is(201);
            Assert.Equal(("granted", 1), await scene.CheckAsync("read_tags", other));
        }

        var before = await Task.WhenAll(scenes.Select(other => other.Admin.GetAsync(scene.InstallationIn(other))));
        (await scene.SuspendAppAsync()).Is(200);
        foreach (var other in scenes)
        {
            Assert.Equal(("app_suspended", 1), await scene.CheckAsync("read_tags", other));
            Assert.Empty(await scene.EffectiveAsync(other));
            var stopped = (await other.Admin.GetAsync(scene.InstallationIn(other))).Is(200);
            Assert.Equal(new() { ["event.created"] = "disabled", ["ping"] = "disabled" }, stopped.Topics);
            Assert.Empty(stopped.List("effectiveScopes"));
            Assert.Equal(["read_events", "read_tags"], stopped.List("grantedScopes"));
            Assert.Equal("installed", stopped.State);
            Assert.Equal(1, stopped.Revision);
        }

        (await scene.ResumeAppAsync()).Is(200);
        foreach (var (other, installation) in scenes.Zip(before))
        {
            Assert.Equal(("granted", 1), await scene.CheckAsync("read_tags", other));
            Assert.Equal(JsonWithoutVersion(installation), JsonWithoutVersion(await other.Admin.GetAsync(scene.InstallationIn(other))));
        }
    }

    [Fact]
    public async Task Suspension_SaysWhyByWhomAndSinceWhen()
    {
        var scene = new Scene(server);
        (await scene.PutAppAsync(Draft)).Is(201);
        var suspended = (await scene.SuspendAppAsync("Sends spam")).Is(200);
        var suspension = suspended.Json.GetProperty("suspension");
        Assert.Equal("Sends spam", suspension.Text("reason"));
        Assert.Equal("operator", suspension.Text("by"));
        Assert.Equal(suspended.Json.Text("updatedAt"), suspension.Text("at"));
        Assert.Equal(suspended.Text, (await scene.Developer.GetAsync(scene.AppPath)).Is(200).Text);
        Assert.Equal(suspended.Text, (await scene.SuspendAppAsync("Sends spam")).Is(200).Text);

        Assert.Equal("Sells data", (await scene.SuspendAppAsync("Sells data")).Is(200).Json.GetProperty("suspension").Text("reason"));
        var lifted = (await scene.ResumeAppAsync()).Is(200);
        Assert.Equal(JsonValueKind.Null, lifted.Json.GetProperty("suspension").ValueKind);
        Assert.Equal(lifted.Text, (await scene.ResumeAppAsync()).Is(200).Text);
    }

    [Fact]
    public async Task Suspension_WithoutAReason_IsRefused()
    {
        var scene = new Scene(server);
        await scene.InstallAsync(Draft);
        foreach (var body in new[] { "{}", """{"reason":""}""", """{"reason":null}""" })
        {
            Assert.Contains("reason", (await scene.Operator.PutAsync($"{scene.AppPath}/suspension", body)).Refused(400, "invalid_request").Errors);
        }

        Assert.Equal(("granted", 1), await scene.CheckAsync("read_tags"));
    }

    [Fact]
    public async Task Suspension_ByAnybodyButAnOperator_IsForbidden()
    {
        var scene = new Scene(server);
        await scene.InstallAsync(Draft);
        foreach (var caller in new[] { scene.Developer, scene.Admin, scene.Service })
        {
            (await caller.PutAsync($"{scene.AppPath}/suspension", """{"reason":"x"}""")).Refused(403, "forbidden");
        }

        Assert.Equal(("granted", 1), await scene.CheckAsync("read_tags"));
        (await scene.SuspendAppAsync()).Is(200);
        (await scene.Developer.DeleteAsync($"{scene.AppPath}/suspension")).Refused(403, "forbidden");
        Assert.Equal(("app_suspended", 1), await scene.CheckAsync("read_tags"));
    }

    [Fact]
    public async Task SuspendedApp_CannotBeInstalled_UntilItIsLifted()
    {
        var (scene, other) = (new Scene(server), new Scene(server));
        await scene.InstallAsync(Draft);
        (await scene.UninstallAsync()).Is(200);
        (await scene.SuspendAppAsync()).Is(200);
        (await other.Admin.PutAsync(scene.InstallationIn(other))).Refused(409, "app_suspended");
        (await scene.Admin.PutAsync(scene.InstallationPath)).Refused(409, "app_suspended");
        Assert.Equal(("not_installed", 0), await scene.CheckAsync("read_tags", other));

        (await scene.ResumeAppAsync()).Is(200);
        (await other.Admin.PutAsync(scene.InstallationIn(other))).Is(201);
        (await scene.Admin.PutAsync(scene.InstallationPath)).Is(200);
    }

    [Fact]
    public async Task SuspendedApp_ChangedMeanwhile_StaysSuspended()
    {
        var scene = new Scene(server);
        await scene.InstallAsync(Draft with { Visibility = "private" });
        (await scene.SuspendAppAsync()).Is(200);
        (await scene.SetAppScopesAsync("read_tags")).Is(200);
        (await scene.PutAppAsync(Draft with { Visibility = "private" })).Is(200);
        Assert.Equal(("app_suspended", 1), await scene.CheckAsync("read_tags"));
        (await scene.ResumeAppAsync()).Is(200);
        Assert.Equal(("granted", 1), await scene.CheckAsync("read_tags"));
    }

    [Fact]
    public async Task SuspensionOfAnInstallation_OutlastsThatOfTheApp()
    {
        var scene = new Scene(server);
        await scene.InstallAsync(Draft);
        (await scene.SuspendAsync()).Is(200);
        (await scene.SuspendAppAsync()).Is(200);
        (await scene.ResumeAppAsync()).Is(200);
        Assert.Equal(("installation_suspended", 2), await scene.CheckAsync("read_tags"));
    }

    // Suspending and lifting are manifest versions; nothing else of the installation may differ.
    private static string JsonWithoutVersion(Answer installation) =>
        installation.Is(200).Text.Replace($"\"manifestVersion\":{installation.ManifestVersion}", "", StringComparison.Ordinal);
}
