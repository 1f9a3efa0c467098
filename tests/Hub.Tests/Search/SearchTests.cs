namespace Registry.Hub.Tests;

/// <summary>How an operator finds things.</summary>
public sealed class SearchTests(RegistryServer server, Chromium chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Search_FindsAppsWorkspacesAndInstallations(bool script)
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        await using var visitor = await chromium.VisitAsync(server.Url, script);
        await visitor.SignInAsOperatorAsync();

        await SearchAsync(visitor, scene.App[..10]);
        await Expect(visitor.Page.Locator($"a[href='/apps/{scene.App}']")).ToBeVisibleAsync();
        await SearchAsync(visitor, scene.Workspace);
        await Expect(visitor.Page.Locator($"a[href='/workspaces/{scene.Workspace}']")).ToBeVisibleAsync();
        await SearchAsync(visitor, $"{scene.Workspace}/{scene.App}");
        await Expect(visitor.Page.Locator($"a[href='/workspaces/{scene.Workspace}/installations/{scene.App}']")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("nothing-of-that-name")]
    [InlineData("a/b/c")]
    [InlineData("<b>bold</b>")]
    [InlineData("/")]
    public async Task Search_ForWhatThereIsNot_SaysSo(string text)
    {
        await using var visitor = await chromium.VisitAsync(server.Url);
        await visitor.SignInAsOperatorAsync();
        await SearchAsync(visitor, text);

        await Expect(visitor.Page.GetByText($"Nothing found for “{text}”")).ToBeVisibleAsync();
        await visitor.IsAccessibleAsync();
    }

    private static async Task SearchAsync(Visitor visitor, string text)
    {
        await visitor.GoAsync("/search");
        await visitor.Page.GetByLabel("App, workspace or installation").FillAsync(text);
        await visitor.Button("Search").ClickAsync();
        await Expect(visitor.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("[?]q="));
    }
}
