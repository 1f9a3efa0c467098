namespace Registry.Hub.Tests;

/// <summary>What all pages of an app have in common.</summary>
public sealed class AppPagesTests(RegistryServer server, Chromium chromium)
{
    private static readonly string[] Pages = ["", "authorization", "versions", "review"];

    [Fact]
    public async Task Pages_OfAnotherDevelopersApp_AreLikeThoseOfNone()
    {
        var (scene, other) = (new Scene(server), new Scene(server));
        await other.RegisterAsync("public");
        await using var developer = await scene.DeveloperAtAsync(chromium, server, "/apps");
        foreach (var page in Pages)
        {
            Assert.Equal(404, await developer.GoAsync(other.Page(page)));
            var foreign = await developer.Page.Locator("main").InnerHTMLAsync();
            Assert.Equal(404, await developer.GoAsync(scene.Page(page)));
            Assert.Equal(foreign, await developer.Page.Locator("main").InnerHTMLAsync());
        }
    }

    [Fact]
    public async Task Pages_ForAWorkspaceAdmin_AreNotForTheRole()
    {
        var scene = new Scene(server);
        await scene.RegisterAsync();
        await using var visitor = await chromium.VisitAsync(server.Url);
        await visitor.GoAsync("/catalog");
        await visitor.SignInAsAdminAsync(scene.Workspace);
        foreach (var page in Pages.Select(scene.Page).Append("/apps").Append("/apps/new"))
        {
            Assert.Equal(403, await visitor.GoAsync(page));
        }
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task Pages_AreAccessibleAndFit(ColorScheme scheme, int width)
    {
        var scene = new Scene(server);
        await using var developer = await scene.DeveloperAtAsync(chromium, server, "/apps", scheme: scheme, width: width);
        await CheckAsync(developer);
        await developer.GoAsync("/apps/new");
        await CheckAsync(developer);
        await developer.Button("Register app").ClickAsync();
        await Expect(developer.Alert).ToBeVisibleAsync();
        await CheckAsync(developer);

        await scene.RegisterAsync("public");
        (await scene.Developer.PostAsync($"{scene.AppPath}/submit")).Is(200);
        (await scene.Operator.PostAsync($"{scene.AppPath}/review", """{"decision":"approve"}""")).Is(200);
        (await scene.Developer.PutAsync($"{scene.AppPath}", scene.AppBody("public", """{"id":"read_tags"}"""))).Is(200);
        foreach (var page in Pages.Select(scene.Page).Append("/apps"))
        {
            await developer.GoAsync(page);
            await CheckAsync(developer);
        }

        await developer.GoAsync(scene.Page("authorization"));
        await developer.Box("Write tags").CheckAsync();
        await developer.Button("Review changes").ClickAsync();
        await Expect(developer.Heading("Review your changes")).ToBeVisibleAsync();
        await CheckAsync(developer);
    }

    private static async Task CheckAsync(Visitor visitor)
    {
        await visitor.IsAccessibleAsync();
        await visitor.FitsAsync();
    }
}
