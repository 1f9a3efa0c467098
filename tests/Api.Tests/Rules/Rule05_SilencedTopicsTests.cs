namespace Registry.Api.Tests;

/// <summary>Rule 5: topics that lose their last scope fall silent at once and say why; adding the scope back revives them.</summary>
public sealed class Rule05_SilencedTopicsTests(RegistryServer server)
{
    private const string Topic = "company.created";
    private const string OtherTopic = "event.created";

    private static readonly string[] Needs = ["read_and_list_users_and_companies", "read_one_user_and_one_company"];

    private static readonly AppDraft Draft = new("read_events", "read_one_user_and_one_company", "read_tags") { Topics = [Topic, OtherTopic] };

    [Fact]
    public async Task Removal_OfAScopeThatTopicsNeed_ListsThemAndTheirStateSaysWhy()
    {
        var scene = new Scene(server);
        (await scene.PutAppAsync(Draft)).Is(201);
        var removed = (await scene.SetAppScopesAsync("read_events", "read_tags")).Is(200);

        Assert.Equal([Topic], removed.List("silencedTopics"));
        Assert.Equal(new() { [Topic] = "missing_scope", [OtherTopic] = "subscribed", ["ping"] = "subscribed" }, removed.Topics);
        Assert.Equal(Needs, removed.NeedsOf(Topic));
        Assert.Equal(removed.Topics, (await scene.Developer.GetAsync(scene.AppPath)).Is(200).Topics);
    }

    [Fact]
    public async Task Removal_OfEveryScope_ListsEveryTopicThatNeedsOne()
    {
        var scene = new Scene(server);
        (await scene.PutAppAsync(Draft with { Topics = [Topic, OtherTopic, "conversation.read"] })).Is(201);
        Assert.Equal([Topic, OtherTopic], (await scene.SetAppScopesAsync()).Is(200).List("silencedTopics"));
    }

    [Fact]
    public async Task Removal_OfAScopeThatNoTopicNeeds_ListsNone()
    {
        var scene = new Scene(server);
        (await scene.PutAppAsync(Draft)).Is(201);
        Assert.Empty((await scene.SetAppScopesAsync("read_events", "read_one_user_and_one_company")).Is(200).List("silencedTopics"));
    }

    [Fact]
    public async Task Removal_OfOneOfSeveralScopesThatWouldDo_SilencesNothing()
    {
        var scene = new Scene(server);
        await scene.InstallAsync(Draft with { Scopes = ["read_events", .. Needs] });
        var removed = (await scene.SetAppScopesAsync("read_events", Needs[0])).Is(200);
        Assert.Empty(removed.List("silencedTopics"));
        Assert.Equal("subscribed", removed.Topics[Topic]);
        Assert.Equal("active", (await scene.InstallationAsync()).Topics[Topic]);

        Assert.Equal([Topic], (await scene.SetAppScopesAsync("read_events")).Is(200).List("silencedTopics"));
        Assert.Equal("missing_scope", (await scene.InstallationAsync()).Topics[Topic]);
    }

    [Fact]
    public async Task Removal_SilencesInInstallationsAtOnce_AndAddingBackRevives()
    {
        var scene = new Scene(server);
        var installed = await scene.InstallAsync(Draft);
        Assert.Equal("active", installed.Topics[Topic]);

        (await scene.SetAppScopesAsync("read_events", "read_tags")).Is(200);
        var silent = await scene.InstallationAsync();
        Assert.Equal(new() { [Topic] = "missing_scope", [OtherTopic] = "active", ["ping"] = "active" }, silent.Topics);
        Assert.Equal(Needs, silent.NeedsOf(Topic));
        Assert.Equal(1, silent.Revision);

        var back = (await scene.SetAppScopesAsync("read_events", "read_tags", "read_one_user_and_one_company")).Is(200);
        Assert.Empty(back.List("silencedTopics"));
        Assert.Equal("subscribed", back.Topics[Topic]);
        var revived = await scene.InstallationAsync();
        Assert.Equal(installed.Topics, revived.Topics);
        Assert.Equal(1, revived.Revision);
    }

    [Fact]
    public async Task AnotherScopeThatWouldDo_RevivesTheTopicWhereItIsGranted()
    {
        var scene = new Scene(server);
        await scene.InstallAsync(Draft);
        (await scene.SetAppScopesAsync("read_events", "read_tags")).Is(200);

        Assert.Equal("subscribed", (await scene.SetAppScopesAsync("read_events", "read_tags", Needs[0])).Is(200).Topics[Topic]);
        Assert.Equal("missing_scope", (await scene.InstallationAsync()).Topics[Topic]);
        Assert.Equal("active", (await scene.GrantAsync(Needs[0])).Is(200).Topics[Topic]);
    }

    [Fact]
    public async Task SilencedTopic_StaysSubscribed_WhileNewOnesAreRefused()
    {
        var scene = new Scene(server);
        (await scene.PutAppAsync(Draft)).Is(201);
        (await scene.SetAppScopesAsync("read_events")).Is(200);

        Assert.Equal("missing_scope", (await scene.SubscribeAsync(Topic, "conversation.read")).Is(200).Topics[Topic]);
        var refused = (await scene.SubscribeAsync(Topic, "company.deleted")).Refused(422, "topic_needs_scope");
        Assert.Equal("company.deleted", Assert.Single(refused.Json.GetProperty("topics").EnumerateArray()).Text("topic"));

        (await scene.SubscribeAsync("conversation.read")).Is(200);
        (await scene.SubscribeAsync(Topic, "conversation.read")).Refused(422, "topic_needs_scope");
    }

    [Fact]
    public async Task Removal_ByReplacingTheApp_SilencesToo()
    {
        var scene = new Scene(server);
        await scene.InstallAsync(Draft);
        Assert.Equal("missing_scope", (await scene.PutAppAsync(Draft with { Scopes = ["read_events"] })).Is(200).Topics[Topic]);
        Assert.Equal("missing_scope", (await scene.InstallationAsync()).Topics[Topic]);
    }
}
