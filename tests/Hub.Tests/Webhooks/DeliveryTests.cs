namespace Registry.Hub.Tests;

/// <summary>An app's developer looks at what was sent.</summary>
public sealed class DeliveryTests(Chromium chromium) : HookedApp(chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Delivery_FromTheListToItsReplay_ArrivesAgain(bool script)
    {
        Receiver.Text = "<script>document.title='taken'</script>";
        await InstallAsync();
        await PublishAsync(1);
        await ReachAsync(2, "delivered");
        await using var visitor = await OpenAsync("deliveries", script);
        await Expect(visitor.Page.Locator("tbody tr")).ToHaveCountAsync(2);
        await visitor.Page.GetByLabel("Topic", new() { Exact = true }).FillAsync("company.created");
        await visitor.Page.GetByLabel("Status").SelectOptionAsync("delivered");
        await visitor.Button("Filter").ClickAsync();
        await Expect(visitor.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(visitor.Page.Locator("tbody tr")).ToContainTextAsync("200 in");
        await visitor.Page.Locator("tbody th a").ClickAsync();

        await Expect(visitor.Heading("Attempt 1")).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator(".attempt .wire")).ToHaveTextAsync("<script>document.title='taken'</script>");
        await Expect(visitor.Page.Locator(".wire-tall")).ToContainTextAsync("\n      \"name\": \"<i>Zoë</i>\"\n");
        await visitor.Button("Replay").ClickAsync();

        await Expect(visitor.Notice).ToContainTextAsync("It will be sent again.");
        await Expect(visitor.Page.GetByText("Replay of")).ToBeVisibleAsync();
        await ReachAsync(3, "delivered");
        Assert.Equal(3, Receiver.Received.Count);
    }

    [Fact]
    public async Task Replay_SentTwice_GoesOutOnce()
    {
        await InstallAsync();
        await PublishAsync(1);
        await ReachAsync(2, "delivered");
        await using var visitor = await OpenAsync("deliveries");
        await visitor.Page.Locator("tbody th a").First.ClickAsync();
        await Expect(visitor.Heading("Attempt 1")).ToBeVisibleAsync();
        var form = await FormPost.OfAsync(visitor.Page, "replay");

        var first = await form.SendAsync();
        await ReachAsync(3, "delivered");
        var second = await form.SendAsync();

        Assert.NotNull(first);
        Assert.Equal(first, second);
        Assert.Equal(3, Receiver.Received.Count);
    }

    [Fact]
    public async Task Deliveries_ThatAreMany_ComePageByPageWithTheirFilter()
    {
        await InstallAsync();
        await PublishAsync(55);
        await ReachAsync(56, "delivered");
        await using var visitor = await OpenAsync($"deliveries?workspace={Scene.Workspace}&topic=company.created");
        await Expect(visitor.Page.Locator("tbody tr")).ToHaveCountAsync(50);
        await visitor.Link("Next page").ClickAsync();

        await Expect(visitor.Page.Locator("tbody tr")).ToHaveCountAsync(5);
        await Expect(visitor.Page.GetByLabel("Topic", new() { Exact = true })).ToHaveValueAsync("company.created");
        await visitor.Link("Back to the first page").ClickAsync();
        await Expect(visitor.Page.Locator("tbody tr")).ToHaveCountAsync(50);
    }

    [Fact]
    public async Task Filters_WithFaults_SayEachBesideItsField()
    {
        await InstallAsync();
        await using var visitor = await OpenAsync("deliveries?workspace=a%20b&topic=%3Cscript%3E&status=lost");

        await Expect(visitor.Page.Locator("#field-workspace-faults")).ToContainTextAsync("Use a workspace id");
        await Expect(visitor.Page.Locator("#field-topic-faults")).ToContainTextAsync("Use the name of a topic");
        await Expect(visitor.Page.GetByLabel("Topic", new() { Exact = true })).ToHaveValueAsync("<script>");
        await visitor.Link("Clear filters").ClickAsync();
        await Expect(visitor.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        Assert.Equal(404, await visitor.GoAsync($"{Pages}/deliveries?after=x"));
        Assert.Equal(404, await visitor.GoAsync($"{Pages}/deliveries/1-{Scene.Workspace}"));
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Pages_AreAccessibleAndFit(ColorScheme scheme)
    {
        await FailAsync();
        var failed = await NewestAsync();
        await using var visitor = await OpenAsync("webhooks", scheme: scheme, width: 360);
        foreach (var page in (string[])["webhooks", "deliveries", $"deliveries/{failed}", $"installations/{Scene.Workspace}"])
        {
            Assert.Equal(200, await visitor.GoAsync($"{Pages}/{page}"));
            await visitor.IsAccessibleAsync();
            await visitor.FitsAsync();
        }
    }
}
