namespace Registry.Hub.Tests;

/// <summary>What an operator sees of the cluster.</summary>
public sealed class ClusterPageTests(RegistryServer server, Chromium chromium)
{
    [Fact]
    public async Task Charts_ShowTheChecksThatAreAnswered()
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        await using var visitor = await chromium.VisitAsync(server.Url);
        await visitor.SignInAsOperatorAsync();
        await visitor.GoAsync("/cluster");
        var now = visitor.Page.Locator("[data-chart=checks] [data-now]");

        // Samples are of five seconds and come a little later.
        await Until.TrueAsync(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                (await scene.Service.GetAsync($"{scene.InstallationPath}/scopes/read_tags")).Is(200);
            }

            return (await now.TextContentAsync())!.Contains("granted", StringComparison.Ordinal);
        });

        await Expect(visitor.Page.Locator("[data-chart=checks] canvas")).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "API and silo" })).ToContainTextAsync("Alive");
        await visitor.IsAccessibleAsync();
    }

    // No script element of such a page is run.
    [Fact]
    public async Task Charts_OnAPageThatComesByALink_AreDrawn()
    {
        await using var visitor = await chromium.VisitAsync(server.Url);
        await visitor.SignInAsOperatorAsync();
        await visitor.GoAsync("/catalog");
        await visitor.Page.EvaluateAsync("window.isStillHere = true");

        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Cluster", Exact = true }).ClickAsync();

        await Expect(visitor.Page.Locator("[data-chart=checks] canvas")).ToBeVisibleAsync();
        Assert.True(await visitor.Page.EvaluateAsync<bool>("window.isStillHere"));
    }

    [Fact]
    public async Task Page_WithoutScript_HasNumbersAllTheSame()
    {
        await using var visitor = await chromium.VisitAsync(server.Url, script: false, scheme: ColorScheme.Dark, width: 360);
        await visitor.SignInAsOperatorAsync();
        await visitor.GoAsync("/cluster");

        await Expect(visitor.Heading("Checks a second")).ToBeVisibleAsync();
        await Expect(visitor.Heading("Silos")).ToBeVisibleAsync();
        await visitor.FitsAsync();
    }

    [Fact]
    public async Task Points_ForAnybodyElse_AreRefused()
    {
        Assert.Equal(401, (await new HttpCaller(server.Client, null).GetAsync("/cluster/points")).Status);
        await using var visitor = await chromium.VisitAsync(server.Url);
        await visitor.SignInAsDeveloperAsync("dev_fin");

        Assert.Equal(403, await visitor.GoAsync("/cluster/points"));
    }
}
