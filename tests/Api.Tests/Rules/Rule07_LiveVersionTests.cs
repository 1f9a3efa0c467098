using System.Text.Json;

namespace Registry.Api.Tests;

/// <summary>Rule 7: later changes of a public app wait as a new submission while the approved version stays live.</summary>
public sealed class Rule07_LiveVersionTests(RegistryServer server)
{
    private static readonly AppDraft Draft = new("read_events", "read_tags") { Visibility = "public", Topics = ["event.created"] };

    [Fact]
    public async Task AddedScope_WaitsThroughTheReview_AndIsPendingOnceApproved()
    {
        var scene = new Scene(server);
        var installed = await scene.InstallAsync(Draft);

        var changed = (await scene.SetAppScopesAsync("read_events", "read_tags", "write_tags")).Is(200);
        Assert.Equal("draft", changed.State);
        await AssertLiveStaysAsync(scene, changed, installed);
        await AssertLiveStaysAsync(scene, (await scene.SubmitAsync()).Is(200), installed);
        await AssertLiveStaysAsync(scene, (await scene.RejectAsync("Why write?")).Is(200), installed);
        await AssertLiveStaysAsync(scene, (await scene.SubmitAsync()).Is(200), installed);

        var approved = (await scene.ApproveAsync()).Is(200);
        Assert.Equal(JsonValueKind.Null, approved.Json.GetProperty("live").ValueKind);
        var after = await scene.InstallationAsync();
        Assert.Equal(["write_tags"], after.List("pendingScopes"));
        Assert.Equal(approved.ManifestVersion, after.ManifestVersion);
        Assert.Equal(1, after.Revision);
        Assert.Equal(("scope_not_granted", 1), await scene.CheckAsync("write_tags"));
        (await scene.GrantAsync("write_tags")).Is(200);
        Assert.Equal(("granted", 2), await scene.CheckAsync("write_tags"));
    }

    [Fact]
    public async Task DroppedScope_StaysEffective_UntilTheChangeIsApproved()
    {
        var scene = new Scene(server);
        await scene.InstallAsync(Draft);
        (await scene.SetAppScopesAsync("read_tags")).Is(200);
        (await scene.SubmitAsync()).Is(200);
        Assert.Equal(("granted", 1), await scene.CheckAsync("read_events"));
        Assert.Equal("active", (await scene.InstallationAsync()).Topics["event.created"]);

        (await scene.ApproveAsync()).Is(200);
        Assert.Equal(("scope_not_requested", 1), await scene.CheckAsync("read_events"));
        Assert.Equal("missing_scope", (await scene.InstallationAsync()).Topics["event.created"]);
    }

    [Fact]
    public async Task AddedTopic_IsNotSubscribedAnywhere_UntilTheChangeIsApproved()
    {
        var scene = new Scene(server);
        await scene.InstallAsync(Draft);
        var changed = (await scene.SubscribeAsync("event.created", "conversation.read")).Is(200);
        Assert.Equal(["event.created", "ping"], changed.Json.GetProperty("live").Texts("topics"));
        Assert.Equal(["event.created", "ping"], (await scene.InstallationAsync()).Topics.Keys);
        (await scene.EnableAsync("conversation.read")).Refused(422, "topic_not_subscribed");

        await scene.PublishAsync();
        Assert.Equal("active", (await scene.InstallationAsync()).Topics["conversation.read"]);
    }

    [Fact]
    public async Task AddedCapability_ForcesNothing_UntilTheChangeIsApproved()
    {
        var scene = new Scene(server);
        await scene.InstallAsync(Draft);
        (await scene.PutAppAsync(Draft with { Capabilities = [AppDraft.CanvasKit] })).Is(200);
        Assert.Empty((await scene.InstallationAsync()).List("pendingScopes"));
        (await scene.SetGrantAsync("read_tags")).Is(200);

        await scene.PublishAsync();
        Assert.Equal(AppDraft.Forced, (await scene.SetGrantAsync("read_tags")).Refused(422, "required_scope_missing").List("missing"));
    }

    [Fact]
    public async Task NewInstallation_WhileAChangeWaits_GetsTheApprovedVersion()
    {
        var (scene, other) = (new Scene(server), new Scene(server));
        var installed = await scene.InstallAsync(Draft);
        (await scene.SetAppScopesAsync("read_tags", "write_tags")).Is(200);

        (await other.Admin.PutAsync(scene.InstallationIn(other), """{"scopes":["write_tags"]}""")).Refused(422, "scope_not_requested");
        var there = (await other.Admin.PutAsync(scene.InstallationIn(other))).Is(201);
        Assert.Equal(["read_events", "read_tags"], there.List("grantedScopes"));
        Assert.Equal(installed.ManifestVersion, there.ManifestVersion);
    }

    private static async Task AssertLiveStaysAsync(Scene scene, Answer app, Answer installed)
    {
        var live = app.Json.GetProperty("live");
        Assert.Equal(installed.ManifestVersion, live.Number("manifestVersion"));
        Assert.Equal(["read_events", "read_tags"], live.Texts("scopes"));
        Assert.Equal(["event.created", "ping"], live.Texts("topics"));
        Assert.Equal(installed.Text, (await scene.InstallationAsync()).Text);
        Assert.Equal(("scope_not_requested", 1), await scene.CheckAsync("write_tags"));
        (await scene.GrantAsync("write_tags")).Refused(422, "scope_not_requested");
    }
}
