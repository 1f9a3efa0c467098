namespace Registry.Api.Tests;

/// <summary>Rule 10: a topic in an installation is <c>active</c>, <c>disabled</c> or <c>missing_scope</c>, and switched per installation.</summary>
public sealed class Rule10_TopicStateTests(RegistryServer server)
{
    private static readonly AppDraft Draft = new("read_and_list_users_and_companies", "read_events", "read_one_user_and_one_company")
    {
        Topics = ["company.created", "conversation.read", "event.created"],
    };

    [Fact]
    public async Task Install_EnablesEveryTopicWhoseRequirementTheGrantMeets()
    {
        var scene = new Scene(server);
        (await scene.PutAppAsync(Draft)).Is(201);
        var installed = (await scene.Admin.PutAsync(scene.InstallationPath, """{"scopes":["read_one_user_and_one_company"]}""")).Is(201);
        Assert.Equal(States("active", "active", "missing_scope"), installed.Topics);
        Assert.Equal(["read_events"], installed.NeedsOf("event.created"));

        // What was missing at install comes alive with the grant, and goes with it.
        Assert.Equal(States("active", "active", "active"), (await scene.GrantAsync("read_events")).Is(200).Topics);
        Assert.Equal(States("active", "active", "missing_scope"), (await scene.RevokeAsync("read_events")).Is(200).Topics);
    }

    [Fact]
    public async Task Topic_NeedsAnyOneOfItsScopesToBeGranted()
    {
        var scene = new Scene(server);
        await scene.InstallAsync(Draft);
        Assert.Equal("active", (await scene.RevokeAsync("read_and_list_users_and_companies")).Is(200).Topics["company.created"]);
        Assert.Equal("missing_scope", (await scene.RevokeAsync("read_one_user_and_one_company")).Is(200).Topics["company.created"]);
        Assert.Equal("active", (await scene.GrantAsync("read_and_list_users_and_companies")).Is(200).Topics["company.created"]);
    }

    [Fact]
    public async Task Topic_IsSwitchedPerInstallation()
    {
        var (scene, other) = (new Scene(server), new Scene(server));
        (await scene.PutAppAsync(Draft with { Workspaces = [scene.Workspace, other.Workspace] })).Is(201);
        (await scene.Admin.PutAsync(scene.InstallationPath)).Is(201);
        (await other.Admin.PutAsync(scene.InstallationIn(other))).Is(201);

        Assert.Equal(States("disabled", "active", "active"), (await scene.DisableAsync("company.created")).Is(200).Topics);
        Assert.Equal(States("disabled", "disabled", "active"), (await scene.DisableAsync("conversation.read")).Is(200).Topics);
        Assert.Equal(States("active", "active", "active"), (await other.Admin.GetAsync(scene.InstallationIn(other))).Is(200).Topics);
        Assert.Equal(States("active", "disabled", "active"), (await scene.EnableAsync("company.created")).Is(200).Topics);
    }

    [Fact]
    public async Task SwitchedOffTopic_StaysOff_WhateverBecomesOfItsScope()
    {
        var scene = new Scene(server);
        await scene.InstallAsync(Draft);
        (await scene.DisableAsync("event.created")).Is(200);
        Assert.Equal("disabled", (await scene.RevokeAsync("read_events")).Is(200).Topics["event.created"]);
        Assert.Equal("disabled", (await scene.GrantAsync("read_events")).Is(200).Topics["event.created"]);
        (await scene.SetAppScopesAsync("read_one_user_and_one_company")).Is(200);
        (await scene.SetAppScopesAsync(Draft.Scopes)).Is(200);
        Assert.Equal("disabled", (await scene.InstallationAsync()).Topics["event.created"]);
        Assert.Equal("active", (await scene.EnableAsync("event.created")).Is(200).Topics["event.created"]);
    }

    [Fact]
    public async Task Install_WithChosenTopics_SwitchesTheOthersOff()
    {
        var scene = new Scene(server);
        (await scene.PutAppAsync(Draft)).Is(201);
        var installed = (await scene.Admin.PutAsync(scene.InstallationPath, """{"topics":["event.created"]}""")).Is(201);
        Assert.Equal(States("disabled", "disabled", "active"), installed.Topics);
        Assert.Equal(States("active", "disabled", "active"), (await scene.EnableAsync("company.created")).Is(200).Topics);
    }

    [Fact]
    public async Task Install_WithTopicsThatCannotBeEnabled_IsRefused()
    {
        var scene = new Scene(server);
        (await scene.PutAppAsync(Draft)).Is(201);
        var unmet = (await scene.Admin.PutAsync(scene.InstallationPath, """{"scopes":["read_events"],"topics":["event.created","company.created"]}""")).Refused(422, "topic_needs_scope");
        Assert.Equal("company.created", unmet.Json.Text("topic"));
        Assert.Equal(["read_and_list_users_and_companies", "read_one_user_and_one_company"], unmet.List("needsAnyOf"));
        (await scene.Admin.PutAsync(scene.InstallationPath, """{"topics":["ticket.created"]}""")).Refused(422, "topic_not_subscribed");
        (await scene.Admin.PutAsync(scene.InstallationPath, """{"topics":["no.such.topic"]}""")).Refused(422, "unknown_topic");
        (await scene.Admin.GetAsync(scene.InstallationPath)).Refused(404, "not_found");
    }

    [Fact]
    public async Task Switching_WhatCannotBeSwitched_IsRefused()
    {
        var scene = new Scene(server);
        await scene.InstallAsync(Draft);
        var before = (await scene.SetGrantAsync()).Is(200);
        Assert.Equal(["read_events"], (await scene.EnableAsync("event.created")).Refused(422, "topic_needs_scope").List("needsAnyOf"));
        Assert.Equal(["ticket.created"], (await scene.EnableAsync("ticket.created")).Refused(422, "topic_not_subscribed").List("topics"));
        (await scene.DisableAsync("ticket.created")).Refused(422, "topic_not_subscribed");
        (await scene.EnableAsync("no.such.topic")).Refused(422, "unknown_topic");
        (await scene.DisableAsync("no.such.topic")).Refused(422, "unknown_topic");
        Assert.Equal(before.Text, (await scene.InstallationAsync()).Text);
    }

    [Fact]
    public async Task SuspendedInstallation_HasNoActiveTopic_UntilItIsResumed()
    {
        var scene = new Scene(server);
        await scene.InstallAsync(Draft);
        (await scene.RevokeAsync("read_events")).Is(200);
        Assert.All((await scene.SuspendAsync()).Is(200).Topics.Values, state => Assert.Equal("disabled", state));
        Assert.Equal(States("active", "active", "missing_scope"), (await scene.ResumeAsync()).Is(200).Topics);
    }

    [Fact]
    public async Task TopicSubscribedLater_IsOnWhereItsRequirementIsMet()
    {
        var scene = new Scene(server);
        await scene.InstallAsync(Draft with { Topics = ["company.created", "conversation.read"] });
        (await scene.SubscribeAsync(Draft.Topics!)).Is(200);
        Assert.Equal(States("active", "active", "active"), (await scene.InstallationAsync()).Topics);
        (await scene.SubscribeAsync()).Is(200);
        Assert.Equal(["ping"], (await scene.InstallationAsync()).Topics.Keys);
    }

    private static Dictionary<string, string> States(string company, string conversation, string @event) => new()
    {
        ["company.created"] = company,
        ["conversation.read"] = conversation,
        ["event.created"] = @event,
        ["ping"] = "active",
    };
}
