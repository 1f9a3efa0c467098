using Microsoft.Extensions.DependencyInjection;
using Registry.Grains.Interfaces;

namespace Registry.Hub.Tests;

/// <summary>An app's developer sees where the app is installed.</summary>
public sealed class AppInstallationTests(RegistryServer server, Chromium chromium)
{
    private const int Many = 240;

    private static readonly ScopeId Tags = ScopeId.Parse("read_tags");

    private readonly Scene scene = new(server);

    private string Installations => $"/apps/{scene.App}/installations";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Installations_ThatAreMany_ComePageByPageWithTheirFilters(bool script)
    {
        await InstallManyAsync();
        await using var visitor = await OpenAsync(script);
        await Expect(visitor.Page.Locator("tbody tr")).ToHaveCountAsync(50);
        await visitor.Page.GetByLabel("Has not granted").SelectOptionAsync("read_tags");
        await visitor.Button("Filter").ClickAsync();
        await Expect(visitor.Page.Locator("tbody tr").First).ToContainTextAsync($"{scene.Workspace}-000");
        List<string> workspaces = [.. await WorkspacesAsync(visitor)];
        for (var page = 2; page <= 3; page++)
        {
            await visitor.Link("Next page").ClickAsync();
            await Expect(visitor.Page.Locator("tbody tr").First).ToContainTextAsync($"{scene.Workspace}-{(page - 1) * 100:000}");
            await Expect(visitor.Page.GetByLabel("Has not granted")).ToHaveValueAsync("read_tags");
            workspaces.AddRange(await WorkspacesAsync(visitor));
        }

        await Expect(visitor.Link("Next page")).ToHaveCountAsync(0);
        Assert.Equal(Enumerable.Range(0, Many / 2).Select(number => $"{scene.Workspace}-{2 * number:000}"), workspaces);
        await visitor.Page.GetByLabel("Status").SelectOptionAsync("uninstalled");
        await visitor.Button("Filter").ClickAsync();
        await Expect(visitor.Page.GetByText("Nothing fits")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Installation_OfTheList_ShowsWhatTheWorkspaceDecided()
    {
        await scene.InstallAsync();
        (await scene.Admin.DeleteAsync($"{scene.InstallationPath}/scopes/read_tags")).Is(200);
        (await scene.Admin.PutAsync($"{scene.InstallationPath}/suspension", """{"reason":"<script>document.title='taken'</script>"}""")).Is(200);
        await using var visitor = await OpenAsync();
        await Expect(visitor.Page.Locator("tbody tr")).ToContainTextAsync("Suspended");
        await visitor.Link(scene.Workspace).ClickAsync();

        await visitor.ArriveAsync($"{Installations}/{scene.Workspace}");
        await Expect(visitor.Page.GetByText("<script>document.title='taken'</script>")).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Waiting for consent" })).ToContainTextAsync("read_tags");
        await Expect(visitor.Page.Locator("tbody", new() { HasText = "company.created" })).ToContainTextAsync("Off");
        Assert.Equal(404, await visitor.GoAsync($"{Installations}/ws_never"));
        Assert.Equal(404, await visitor.GoAsync($"{Installations}/a%20b"));
        Assert.Equal(404, await visitor.GoAsync($"{Installations}?after=a%20b"));
    }

    [Fact]
    public async Task Installations_OfAnAdmin_AreNotForThisRole()
    {
        await scene.InstallAsync();
        await using var visitor = await chromium.VisitAsync(server.Url);
        await visitor.SignInAsAdminAsync(scene.Workspace);

        Assert.Equal(403, await visitor.GoAsync(Installations));
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Pages_AreAccessibleAndFit(ColorScheme scheme)
    {
        await scene.InstallAsync();
        (await scene.Admin.DeleteAsync($"{scene.InstallationPath}/scopes/read_tags")).Is(200);
        await using var visitor = await chromium.VisitAsync(server.Url, scheme: scheme, width: 360);
        await visitor.SignInAsDeveloperAsync(scene.DeveloperId);
        foreach (var page in (string[])[Installations, $"{Installations}/{scene.Workspace}"])
        {
            Assert.Equal(200, await visitor.GoAsync(page));
            await visitor.IsAccessibleAsync();
            await visitor.FitsAsync();
        }
    }

    private static async Task<IReadOnlyList<string>> WorkspacesAsync(Visitor visitor) => await visitor.Page.Locator("tbody th").AllInnerTextsAsync();

    // Every second one without a scope that it may leave out.
    private async Task InstallManyAsync()
    {
        await scene.RegisterAsync("public");
        (await scene.Developer.PostAsync($"{scene.AppPath}/submit")).Is(200);
        (await scene.Operator.PostAsync($"{scene.AppPath}/review", """{"decision":"approve"}""")).Is(200);
        var grains = server.Services.GetRequiredService<IGrainFactory>();
        var app = AppId.Parse(scene.App);
        var all = (await grains.GetApp(app).GetLiveManifestAsync())!.Scopes;
        for (var number = 0; number < Many; number++)
        {
            var key = new InstallationKey(WorkspaceId.Parse($"{scene.Workspace}-{number:000}"), app);
            var result = await grains.GetInstallation(key).InstallAsync(new(number % 2 == 0 ? all.Remove(Tags) : all), new("operator", "test"));
            Assert.IsType<InstallationResult.Accepted>(result);
        }
    }

    private async Task<Visitor> OpenAsync(bool script = true)
    {
        var visitor = await chromium.VisitAsync(server.Url, script);
        await visitor.GoAsync(Installations);
        await visitor.SignInAsDeveloperAsync(scene.DeveloperId);
        await visitor.ArriveAsync(Installations);
        return visitor;
    }
}
