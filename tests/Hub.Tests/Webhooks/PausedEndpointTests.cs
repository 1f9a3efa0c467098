namespace Registry.Hub.Tests;

/// <summary>An endpoint that failed so often that it is being spared.</summary>
public sealed class PausedEndpointTests(Chromium chromium) : HookedApp(chromium, "--Webhooks:BreakerMinimumThroughput=2")
{
    [Theory]
    [InlineData(true, ColorScheme.Light)]
    [InlineData(false, ColorScheme.Dark)]
    public async Task Webhooks_SaySoAndAPingThatArrivesEndsIt(bool script, ColorScheme scheme)
    {
        await InstallAsync();
        Receiver.Status = 500;
        await PublishAsync(4);
        await Until.TrueAsync(async () => await StateAsync() == "paused");
        await using var visitor = await OpenAsync("webhooks", script, scheme, width: 360);
        await Expect(visitor.Heading("This endpoint is being spared")).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByText("The next try is due at")).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator("#endpoint-state")).ToContainTextAsync("Paused");
        await visitor.FitsAsync();
        if (script)
        {
            await visitor.IsAccessibleAsync();
        }

        Receiver.Status = 200;
        await visitor.Button("Send a ping").ClickAsync();

        await Expect(visitor.Heading("The ping arrived")).ToBeVisibleAsync();
        await Expect(visitor.Heading("This endpoint is being spared")).ToHaveCountAsync(0);
        Assert.Equal("healthy", await StateAsync());
        await ReachAsync(5, "delivered");
    }

    private async Task<string?> StateAsync() => (await WebhookAsync()).GetProperty("endpoint").GetProperty("state").GetString();
}
