using System.Text.Json;

namespace Registry.Hub.Tests;

/// <summary>An app's developer sets the endpoint and chooses topics.</summary>
public sealed class WebhookSettingsTests(RegistryServer server, Chromium chromium)
{
    private readonly Scene scene = new(server);

    private string Webhooks => $"/apps/{scene.App}/webhooks";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Webhook_OfAnAppWithoutOne_IsSetAsTyped(bool script)
    {
        await RegisterAsync();
        await using var visitor = await OpenAsync(script);
        await Expect(visitor.Page.GetByText("No endpoint yet")).ToBeVisibleAsync();

        await visitor.Page.GetByLabel("Address").FillAsync("https://fin.example/hooks");
        await visitor.Page.GetByLabel("Check that it answers").UncheckAsync();
        await visitor.Page.GetByLabel("Try once more").CheckAsync();
        await visitor.Page.GetByLabel("event.created", new() { Exact = true }).CheckAsync();
        await visitor.Button("Save webhook").ClickAsync();

        await Expect(visitor.Notice.First).ToContainTextAsync("Webhook saved.");
        var webhook = await WebhookAsync();
        Assert.Equal(("https://fin.example/hooks", "single_retry"), (webhook.GetProperty("url").GetString(), webhook.GetProperty("retryProfile").GetString()));
        Assert.Equal(["event.created", "ping"], webhook.GetProperty("topics").EnumerateArray().Select(topic => topic.GetProperty("id").GetString()));
        await Expect(visitor.Page.GetByLabel("event.created", new() { Exact = true })).ToBeCheckedAsync();
        await Expect(visitor.Page.GetByLabel("ping", new() { Exact = true })).ToBeCheckedAsync();
        await Expect(visitor.Page.GetByLabel("ping", new() { Exact = true })).ToBeDisabledAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Webhook_WithEveryFaultAtOnce_SaysEachBesideItsFieldAndKeepsTheRest(bool script)
    {
        await RegisterAsync();
        await using var visitor = await OpenAsync(script);
        await visitor.Page.GetByLabel("Address").FillAsync("http://fin.example/<script>");
        await visitor.Page.GetByLabel("event.created", new() { Exact = true }).CheckAsync();
        await visitor.Page.GetByLabel("ticket.created", new() { Exact = true }).CheckAsync();
        await visitor.Button("Save webhook").ClickAsync();

        await Expect(visitor.Alert).ToContainTextAsync("Must be an absolute https URL");
        await Expect(visitor.Page.Locator("#field-url-faults")).ToContainTextAsync("Must be an absolute https URL");
        await Expect(visitor.Page.Locator("#field-topic-ticket-created-faults")).ToContainTextAsync("which the app does not request");
        await Expect(visitor.Page.GetByLabel("Address")).ToHaveValueAsync("http://fin.example/<script>");
        await Expect(visitor.Page.GetByLabel("event.created", new() { Exact = true })).ToBeCheckedAsync();
        await Expect(visitor.Page.GetByLabel("ticket.created", new() { Exact = true })).ToBeCheckedAsync();
        Assert.Equal(JsonValueKind.Null, (await AppAsync()).GetProperty("webhook").ValueKind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Topic_WithoutItsPermission_LinksToWhatMendsIt(bool script)
    {
        await RegisterAsync("""{"url":"https://fin.example/hooks","topics":["event.created"]}""");
        (await scene.Developer.PutAsync($"{scene.AppPath}/scopes", """{"scopes":[]}""")).Is(200);
        await using var visitor = await OpenAsync(script);

        var silent = visitor.Page.Locator(".topic:has(#field-topic-event-created)");
        await Expect(silent).ToContainTextAsync("Silent everywhere");
        await silent.GetByRole(AriaRole.Link).ClickAsync();

        await visitor.ArriveAsync($"/apps/{scene.App}/authorization");
        await Expect(visitor.Page.GetByText("“Read events” is selected for you")).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByLabel("Read events", new() { Exact = true })).ToBeCheckedAsync();
        Assert.Empty((await AppAsync()).GetProperty("scopes").EnumerateArray());
        await visitor.Button("Review changes").ClickAsync();
        await visitor.Button("Save").ClickAsync();

        await Expect(visitor.Notice.First).ToBeVisibleAsync();
        Assert.Equal(["read_events"], (await AppAsync()).GetProperty("scopes").EnumerateArray().Select(scope => scope.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Topic_OfAVersionThatIsNotApproved_SaysThatItWaits()
    {
        await scene.RegisterAsync("public");
        (await scene.Developer.PostAsync($"{scene.AppPath}/submit")).Is(200);
        (await scene.Operator.PostAsync($"{scene.AppPath}/review", """{"decision":"approve"}""")).Is(200);
        (await scene.Developer.PutAsync($"{scene.AppPath}/webhook", """{"url":"https://fin.example/hooks","topics":["company.created","event.created"]}""")).Is(200);
        await using var visitor = await OpenAsync();

        await Expect(visitor.Page.Locator(".topic:has(#field-topic-event-created)")).ToContainTextAsync("Fires once this version of the app is approved.");
        await Expect(visitor.Page.Locator(".topic:has(#field-topic-company-created)")).Not.ToContainTextAsync("is approved");
    }

    [Fact]
    public async Task Webhook_ChangedBySomebodyElse_SaysSoKeepsWhatWasTypedAndIsSavedNext()
    {
        await RegisterAsync();
        await using var visitor = await OpenAsync();
        await visitor.Page.GetByLabel("Address").FillAsync("https://mine.example/hooks");
        await visitor.Page.GetByLabel("Check that it answers").UncheckAsync();
        (await scene.Developer.PutAsync($"{scene.AppPath}/webhook", """{"url":"https://other.example/hooks","topics":["event.created"]}""")).Is(200);
        await visitor.Button("Save webhook").ClickAsync();

        await Expect(visitor.Alert).ToContainTextAsync("Somebody else changed this meanwhile");
        await Expect(visitor.Page.GetByLabel("Address")).ToHaveValueAsync("https://mine.example/hooks");
        await visitor.Button("Save webhook").ClickAsync();
        await Expect(visitor.Notice.First).ToContainTextAsync("Webhook saved.");
        Assert.Equal("https://mine.example/hooks", (await WebhookAsync()).GetProperty("url").GetString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Webhook_SentTwice_IsOneChange(bool script)
    {
        await RegisterAsync();
        await using var visitor = await OpenAsync(script);
        await visitor.Page.GetByLabel("Address").FillAsync("https://fin.example/hooks");
        await visitor.Page.GetByLabel("Check that it answers").UncheckAsync();
        var sent = 0;
        visitor.Page.Request += (_, request) => _ = request.Method == "POST" ? Interlocked.Increment(ref sent) : 0;
        await visitor.Button("Save webhook").DblClickAsync();

        await Expect(visitor.Page.GetByLabel("Address")).ToHaveValueAsync("https://fin.example/hooks");
        await Expect(visitor.Notice.First).ToContainTextAsync("Webhook saved.");
        Assert.True(!script || sent == 1, $"The form was sent {sent} times.");
        Assert.Equal(2, (await AppAsync()).GetProperty("manifestVersion").GetInt64());
    }

    [Fact]
    public async Task Webhook_SentWhileTheRegistryIsOutOfReach_CanBeSentAgainAfterAWhile()
    {
        await RegisterAsync();
        await using var visitor = await OpenAsync();
        var sent = 0;
        await visitor.Page.Clock.InstallAsync();
        await visitor.Page.RouteAsync("**/webhooks", async route =>
        {
            Interlocked.Increment(ref sent);
            await route.AbortAsync();
        });
        var save = visitor.Button("Save webhook");
        await visitor.Page.GetByLabel("Address").FillAsync("https://fin.example/hooks");
        await save.ClickAsync();
        await Expect(save).ToHaveAttributeAsync("aria-busy", "true");
        await save.ClickAsync();

        await visitor.Page.Clock.FastForwardAsync(10_000);
        await Expect(save).Not.ToHaveAttributeAsync("aria-busy", "true");
        Assert.Equal(1, sent);
        await visitor.Page.UnrouteAsync("**/webhooks");
        await visitor.Page.GetByLabel("Check that it answers").UncheckAsync();
        await save.ClickAsync();
        await Expect(visitor.Notice.First).ToContainTextAsync("Webhook saved.");
    }

    [Fact]
    public async Task Search_LeavesTheTopicsThatFit()
    {
        await RegisterAsync();
        await using var visitor = await OpenAsync();
        await visitor.Page.GetByLabel("Search topics").FillAsync("ticket created");

        await Expect(visitor.Page.Locator(".topic:visible")).ToHaveCountAsync(2);
        await Expect(visitor.Page.Locator(".topic-group:visible")).ToHaveCountAsync(1);
        await Expect(visitor.Page.Locator(".topic-search [role=status]")).ToHaveTextAsync("2 topics fit.");
    }

    [Fact]
    public async Task Topics_WithoutScript_AreReachedByGroup()
    {
        await RegisterAsync();
        await using var visitor = await OpenAsync(script: false);
        await visitor.Link("Ticket").ClickAsync();

        Assert.EndsWith($"{Webhooks}#topics-ticket", visitor.Page.Url, StringComparison.Ordinal);
        await Expect(visitor.Page.GetByLabel("Search topics")).ToBeHiddenAsync();
    }

    [Theory]
    [InlineData("webhooks")]
    [InlineData("deliveries")]
    [InlineData("deliveries/1-ws_acme")]
    [InlineData("installations")]
    [InlineData("installations/ws_acme")]
    public async Task Page_OfAnothersApp_LooksAbsent(string page)
    {
        await RegisterAsync();
        await using var visitor = await chromium.VisitAsync(server.Url);
        await visitor.SignInAsDeveloperAsync(new Scene(server).DeveloperId);

        Assert.Equal(404, await visitor.GoAsync($"/apps/{scene.App}/{page}"));
        await Expect(visitor.Heading("There is nothing here")).ToBeVisibleAsync();
        Assert.Equal(404, await visitor.GoAsync($"/apps/no-such-app/{page}"));
    }

    [Theory]
    [InlineData(ColorScheme.Light, true)]
    [InlineData(ColorScheme.Dark, false)]
    public async Task Page_OfAFreshApp_IsAccessibleAndFits(ColorScheme scheme, bool endpoint)
    {
        await RegisterAsync(endpoint ? """{"url":"https://fin.example/hooks","topics":["event.created"]}""" : null);
        await using var visitor = await chromium.VisitAsync(server.Url, scheme: scheme, width: 360);
        await visitor.SignInAsDeveloperAsync(scene.DeveloperId);
        foreach (var page in (string[])["webhooks", "deliveries", "deliveries?workspace=a%20b&topic=!", "installations"])
        {
            await visitor.GoAsync($"/apps/{scene.App}/{page}");
            await Expect(visitor.Page.Locator("h1")).ToContainTextAsync("<b>Fin</b>");
            await visitor.IsAccessibleAsync();
            await visitor.FitsAsync();
        }
    }

    private async Task RegisterAsync(string? webhook = null) => (await scene.Developer.PutAsync(scene.AppPath, $$"""
        {"name":"<b>Fin</b>","visibility":"private","workspaces":["{{scene.Workspace}}"],"scopes":[{"id":"read_events","reason":"Counts events"}],"webhook":{{webhook ?? "null"}}}
        """)).Is(201);

    private async Task<Visitor> OpenAsync(bool script = true)
    {
        var visitor = await chromium.VisitAsync(server.Url, script);
        await visitor.GoAsync(Webhooks);
        await visitor.SignInAsDeveloperAsync(scene.DeveloperId);
        await visitor.ArriveAsync(Webhooks);
        return visitor;
    }

    private async Task<JsonElement> AppAsync() => (await scene.Developer.GetAsync(scene.AppPath)).Is(200).Json;

    private async Task<JsonElement> WebhookAsync() => (await scene.Developer.GetAsync(scene.AppPath)).Is(200).Json.GetProperty("webhook");
}
