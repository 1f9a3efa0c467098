using System.Text.Json;

namespace Registry.Api.Tests;

/// <summary>Rule 7: <c>draft → submitted → approved | rejected (with reasons)</c>; a scope request carries a reason.</summary>
public sealed class Rule07_ReviewTests(RegistryServer server)
{
    private static readonly AppDraft Draft = new("read_events", "read_tags") { Visibility = "public" };

    [Fact]
    public async Task PublicApp_GoesFromDraftToRejectedAndApproved()
    {
        var scene = new Scene(server);
        var draft = (await scene.PutAppAsync(Draft)).Is(201);
        Assert.Equal("draft", draft.State);
        Assert.Equal(JsonValueKind.Null, Review(draft).GetProperty("submittedAt").ValueKind);

        var submitted = (await scene.SubmitAsync()).Is(200);
        Assert.Equal("submitted", submitted.State);
        Assert.NotNull(Review(submitted).Text("submittedAt"));

        var rejected = (await scene.RejectAsync("Say what read_events is for", "No privacy policy")).Is(200);
        Assert.Equal("rejected", rejected.State);
        Assert.Equal(["Say what read_events is for", "No privacy policy"], Review(rejected).Texts("reasons"));
        Assert.Equal("operator", Review(rejected).Text("decidedBy"));
        Assert.Equal(rejected.Text, (await scene.Developer.GetAsync(scene.AppPath)).Is(200).Text);

        var again = (await scene.SubmitAsync()).Is(200);
        Assert.Equal("submitted", again.State);
        Assert.Empty(Review(again).Texts("reasons"));
        var approved = (await scene.ApproveAsync()).Is(200);
        Assert.Equal("approved", approved.State);
        Assert.Empty(Review(approved).Texts("reasons"));
        Assert.Equal(JsonValueKind.Null, approved.Json.GetProperty("live").ValueKind);
    }

    [Fact]
    public async Task Steps_OutOfOrder_AreRefused()
    {
        var scene = new Scene(server);
        (await scene.PutAppAsync(Draft)).Is(201);
        (await scene.ApproveAsync()).Refused(409, "conflict");
        (await scene.RejectAsync("x")).Refused(409, "conflict");
        (await scene.SubmitAsync()).Is(200);
        (await scene.RejectAsync("x")).Is(200);
        (await scene.ApproveAsync()).Refused(409, "conflict");
        (await scene.RejectAsync("y")).Refused(409, "conflict");
        (await scene.SubmitAsync()).Is(200);
        var approved = (await scene.ApproveAsync()).Is(200);
        (await scene.RejectAsync("x")).Refused(409, "conflict");
        (await scene.SubmitAsync()).Refused(409, "conflict");
        Assert.Equal(approved.Text, (await scene.Developer.GetAsync(scene.AppPath)).Is(200).Text);
    }

    [Fact]
    public async Task Rejection_WithoutReasons_IsRefused()
    {
        var scene = new Scene(server);
        (await scene.PutAppAsync(Draft)).Is(201);
        var submitted = (await scene.SubmitAsync()).Is(200);
        Assert.Contains("reasons", (await scene.RejectAsync()).Refused(400, "invalid_request").Errors);
        Assert.Equal(submitted.Text, (await scene.Developer.GetAsync(scene.AppPath)).Text);
    }

    [Fact]
    public async Task Review_ByAnybodyButAnOperator_IsForbidden()
    {
        var scene = new Scene(server);
        (await scene.PutAppAsync(Draft)).Is(201);
        (await scene.SubmitAsync()).Is(200);
        foreach (var caller in new[] { scene.Developer, scene.Admin, scene.Service })
        {
            (await caller.PostAsync($"{scene.AppPath}/review", """{"decision":"approve"}""")).Refused(403, "forbidden");
        }

        Assert.Equal("submitted", (await scene.Developer.GetAsync(scene.AppPath)).State);
    }

    [Fact]
    public async Task Submission_WithoutReasons_IsRefusedNamingTheScopes()
    {
        var scene = new Scene(server);
        var draft = (await scene.PutAppAsync(Draft with { Reason = null, Capabilities = [AppDraft.CanvasKit] })).Is(201);
        Assert.Equal(["read_events", "read_tags"], (await scene.SubmitAsync()).Refused(422, "reason_required").List("scopes"));
        Assert.Equal(draft.Registered, (await scene.Developer.GetAsync(scene.AppPath)).Text);

        // What a capability forces explains itself; every other scope needs a reason.
        (await scene.PutAppAsync(Draft with { Capabilities = [AppDraft.CanvasKit] })).Is(200);
        Assert.Equal("submitted", (await scene.SubmitAsync()).Is(200).State);
    }

    [Theory, InlineData("draft"), InlineData("submitted"), InlineData("rejected")]
    public async Task PublicApp_WithoutApprovedVersion_CannotBeInstalled(string status)
    {
        var scene = new Scene(server);
        (await scene.PutAppAsync(Draft)).Is(201);
        if (status != "draft")
        {
            (await scene.SubmitAsync()).Is(200);
        }

        if (status == "rejected")
        {
            (await scene.RejectAsync("Too much")).Is(200);
        }

        foreach (var caller in new[] { scene.Admin, scene.Operator })
        {
            Assert.Equal(status, (await caller.PutAsync(scene.InstallationPath)).Refused(409, "app_not_installable").Json.Text("appStatus"));
        }

        (await scene.Admin.GetAsync(scene.InstallationPath)).Refused(404, "not_found");
        Assert.Equal(("not_installed", 0), await scene.CheckAsync("read_tags"));
    }

    [Fact]
    public async Task PublicApp_Approved_CanBeInstalledEverywhere()
    {
        var (scene, other) = (new Scene(server), new Scene(server));
        await scene.InstallAsync(Draft with { Workspaces = [] });
        (await other.Admin.PutAsync(scene.InstallationIn(other))).Is(201);
        Assert.Equal(("granted", 1), await scene.CheckAsync("read_tags", other));
    }

    [Fact]
    public async Task SubmittedApp_ThatIsChanged_IsADraftThatNobodyCanApproveUnseen()
    {
        var scene = new Scene(server);
        (await scene.PutAppAsync(Draft)).Is(201);
        (await scene.SubmitAsync()).Is(200);
        Assert.Equal("draft", (await scene.SetAppScopesAsync("read_tags", "write_tags")).Is(200).State);
        (await scene.ApproveAsync()).Refused(409, "conflict");
    }

    private static JsonElement Review(Answer app) => app.Json.GetProperty("review");
}
