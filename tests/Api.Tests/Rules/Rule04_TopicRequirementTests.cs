namespace Registry.Api.Tests;

/// <summary>Rule 4: a topic needs any one of its scopes; <c>ping</c> is on for every app with an endpoint.</summary>
public sealed class Rule04_TopicRequirementTests(RegistryServer server)
{
    private static readonly string[] Any = ["read_and_list_users_and_companies", "read_and_write_users", "read_one_user_and_one_company"];

    public static TheoryData<string> AnyOne => [.. Any];

    [Theory, MemberData(nameof(AnyOne))]
    public async Task Topic_WithAnyOneOfItsScopes_CanBeSubscribed(string scope)
    {
        var scene = new Scene(server);
        var app = (await scene.PutAppAsync(new(scope) { Topics = ["contact.user.created"] })).Is(201);
        Assert.Equal(new() { ["contact.user.created"] = "subscribed", ["ping"] = "subscribed" }, app.Topics);
        Assert.Equal(Any, app.NeedsOf("contact.user.created"));
    }

    [Fact]
    public async Task Topic_WithNoneOfItsScopes_IsRefusedNamingThoseThatWouldDo()
    {
        var scene = new Scene(server);
        var atOnce = (await scene.PutAppAsync(new("write_tags") { Topics = ["contact.user.created"] })).Refused(422, "topic_needs_scope");
        Assert.Equal("contact.user.created", atOnce.Json.Text("topic"));
        Assert.Equal(Any, atOnce.List("needsAnyOf"));
        (await scene.Developer.GetAsync(scene.AppPath)).Refused(404, "not_found");

        var before = (await scene.PutAppAsync(new("write_tags"))).Is(201);
        var later = (await scene.SubscribeAsync("contact.user.created", "conversation.read")).Refused(422, "topic_needs_scope");
        Assert.Equal(Any, later.List("needsAnyOf"));
        (await scene.PutAppAsync(new("write_tags") { Topics = ["contact.user.created"] })).Refused(422, "topic_needs_scope");
        Assert.Equal(before.Registered, (await scene.Developer.GetAsync(scene.AppPath)).Text);
    }

    [Fact]
    public async Task EveryTopicOfTheCatalog_WithoutScopes_IsRefusedUnlessItNeedsNone()
    {
        var scene = new Scene(server);
        var topics = (await scene.Service.GetAsync("/v1/catalog")).Is(200).Json.GetProperty("topics").EnumerateArray().ToArray();
        (await scene.PutAppAsync(new())).Is(201);

        var refused = (await scene.SubscribeAsync([.. topics.Select(topic => topic.Text("id"))])).Refused(422, "topic_needs_scope");
        var needs = refused.Json.GetProperty("topics").EnumerateArray().ToDictionary(need => need.Text("topic"), need => need.Texts("needsAnyOf"));
        Assert.Equal(87, needs.Count);
        Assert.All(topics, topic => Assert.Equal(topic.Texts("requiresAnyOf"), needs.GetValueOrDefault(topic.Text("id"), [])));
    }

    [Fact]
    public async Task EveryTopicOfTheCatalog_WithTheFirstScopeOfEach_IsSubscribed()
    {
        var scene = new Scene(server);
        var topics = (await scene.Service.GetAsync("/v1/catalog")).Is(200).Json.GetProperty("topics").EnumerateArray().ToArray();
        var scopes = topics.SelectMany(topic => topic.Texts("requiresAnyOf").Take(1)).Distinct().ToArray();
        (await scene.PutAppAsync(new(scopes))).Is(201);

        var app = (await scene.SubscribeAsync([.. topics.Select(topic => topic.Text("id"))])).Is(200);
        Assert.Equal(89, app.Topics.Count);
        Assert.All(app.Topics.Values, state => Assert.Equal("subscribed", state));
    }

    [Fact]
    public async Task Topic_WithoutRequirement_IsAlwaysAvailable()
    {
        var app = (await new Scene(server).PutAppAsync(new() { Topics = ["conversation.read"] })).Is(201);
        Assert.Equal("subscribed", app.Topics["conversation.read"]);
        Assert.Empty(app.NeedsOf("conversation.read"));
    }

    [Fact]
    public async Task Topic_MetByAForcedScope_CanBeSubscribed()
    {
        var app = (await new Scene(server).PutAppAsync(new() { Capabilities = [AppDraft.CanvasKit], Topics = ["conversation.user.replied"] })).Is(201);
        Assert.Equal("subscribed", app.Topics["conversation.user.replied"]);
    }

    [Fact]
    public async Task Topic_UnknownToTheCatalog_IsRefusedNamingIt()
    {
        var scene = new Scene(server);
        (await scene.PutAppAsync(new("read_tags"))).Is(201);
        Assert.Equal(["no.such.topic"], (await scene.SubscribeAsync("ping", "no.such.topic")).Refused(422, "unknown_topic").List("topics"));
    }

    [Fact]
    public async Task Ping_OfEveryAppWithAnEndpoint_IsOnUnasked()
    {
        var scene = new Scene(server);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await scene.PutAppAsync(new("read_tags"))).Is(201).Json.GetProperty("webhook").ValueKind);
        Assert.Equal(["ping"], (await scene.SubscribeAsync()).Is(200).Topics.Keys);
        Assert.Equal(["conversation.read", "ping"], (await scene.SubscribeAsync("conversation.read")).Is(200).Topics.Keys);
        Assert.Equal(["ping"], (await scene.SubscribeAsync("ping")).Is(200).Topics.Keys);
        Assert.Equal(["ping"], (await scene.PutAppAsync(new("read_tags") { Topics = [] })).Is(200).Topics.Keys);
    }

    [Fact]
    public async Task Ping_InAnInstallation_CannotBeSwitchedOff()
    {
        var scene = new Scene(server);
        (await scene.PutAppAsync(new("read_tags") { Topics = ["conversation.read"] })).Is(201);
        var installed = (await scene.Admin.PutAsync(scene.InstallationPath, """{"topics":[]}""")).Is(201);
        Assert.Equal(new() { ["conversation.read"] = "disabled", ["ping"] = "active" }, installed.Topics);

        (await scene.DisableAsync("ping")).Refused(409, "conflict");
        Assert.Equal(installed.Text, (await scene.InstallationAsync()).Text);
        Assert.Equal(installed.Text, (await scene.EnableAsync("ping")).Is(200).Text);
    }
}
