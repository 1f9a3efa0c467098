namespace Registry.Hub.Tests;

/// <summary>An app's developer sends again all that has failed.</summary>
public sealed class ReplayJobTests(Chromium chromium) : HookedApp(chromium, "--Deliveries:MaxPending=10")
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Replay_OfWhatHasFailed_ArrivesAndShowsItsResult(bool script)
    {
        await FailAsync();
        await SetAgainAsync();
        await using var visitor = await OpenAsync("deliveries", script);
        await visitor.Page.GetByText("Replay what has failed").ClickAsync();
        await visitor.Page.GetByLabel("Only this topic").FillAsync("company.created");
        await visitor.Button("Start the replay").ClickAsync();

        await Expect(visitor.Notice).ToContainTextAsync("The replay has begun.");
        await Until.TrueAsync(() => Receiver.Received.Count == 3);
        await Until.TrueAsync(async () => (await Scene.Developer.GetAsync($"{Scene.AppPath}/replays/1")).Json.GetProperty("status").GetString() == "completed");
        if (!script)
        {
            await visitor.GoAsync($"{Pages}/deliveries");
        }

        await Expect(visitor.Page.Locator("tbody", new() { HasText = "1 sent again" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Replay_WithEveryFaultAtOnce_SaysEachBesideItsField()
    {
        await FailAsync();
        await using var visitor = await OpenAsync("deliveries", script: false);
        await visitor.Page.GetByText("Replay what has failed").ClickAsync();
        await visitor.Page.GetByLabel("Since").FillAsync("2999-01-01T00:00");
        await visitor.Page.GetByLabel("Only this workspace").FillAsync("a b");
        await visitor.Page.GetByLabel("Only this topic").FillAsync("<script>");
        await visitor.Button("Start the replay").ClickAsync();

        await Expect(visitor.Page.Locator("#field-since-faults")).ToHaveTextAsync("Must not be in the future.");
        await Expect(visitor.Page.Locator("#field-only-workspace-faults")).ToContainTextAsync("Use a workspace id");
        await Expect(visitor.Page.Locator("#field-only-topic-faults")).ToContainTextAsync("Use the name of a topic");
        await Expect(visitor.Page.GetByLabel("Only this topic")).ToHaveValueAsync("<script>");
    }

    [Theory]
    [InlineData(true, ColorScheme.Light)]
    [InlineData(false, ColorScheme.Dark)]
    public async Task Replay_ThatRuns_ShowsHowFarItIsAndCanBeStopped(bool script, ColorScheme scheme)
    {
        await InstallAsync();
        Receiver.Status = 500;
        await PublishAsync(30);
        await ReachAsync(20, "failed");
        (await Scene.Developer.PostAsync($"{Scene.AppPath}/replays", """{"since":"2020-01-01T00:00:00Z"}""")).Is(202);
        await using var visitor = await OpenAsync("deliveries", script, scheme, width: 360);
        await Expect(visitor.Heading("A replay is running")).ToBeVisibleAsync();
        if (script)
        {
            await Expect(visitor.Page.Locator("[data-replay-progress]")).ToContainTextAsync("of 20 looked at");
            await visitor.IsAccessibleAsync();
            await visitor.FitsAsync();
        }

        await visitor.Page.GetByText("Stop the replay").ClickAsync();
        await visitor.Button("Stop it").ClickAsync();

        await Expect(visitor.Notice).ToContainTextAsync("The replay is stopped.");
        Assert.Equal("cancelled", (await Scene.Developer.GetAsync($"{Scene.AppPath}/replays/1")).Json.GetProperty("status").GetString());
    }
}
