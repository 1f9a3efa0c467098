namespace Registry.Hub.Tests;

/// <summary>An app with the OAuth handler of ASP.NET Core and nothing of ours, in a browser, from its own page to an API of the platform and back.</summary>
public sealed class SampleAppTests(RegistryServer server, Chromium chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task App_ThatAnAdminLetsIn_MayDoWhatWasGrantedAsLongAsItIs(bool script)
    {
        var scene = new Scene(server);
        var secret = (await scene.RegisterAsync()).Json.GetProperty("clientSecret").GetString()!;
        (await scene.Developer.PutAsync($"{scene.AppPath}/oauth", """{"redirectUris":["http://127.0.0.1/installed"]}""")).Is(200);
        await using var platform = await Sample.StartAsync("TagsApi", "--Registry:Url", server.Url);
        await using var app = await Sample.StartAsync("App", "--Registry:Url", server.Url, "--Registry:ClientId", scene.App, "--Registry:ClientSecret", secret, "--Platform:Url", platform.Url);
        await using var admin = await chromium.VisitAsync(server.Url, script);

        await admin.GoAsync(app.Url);
        await admin.Link("Install this app").ClickAsync();
        await admin.SignInAsAdminAsync(scene.Workspace);
        await Expect(admin.Heading($"Let Fin reports into {scene.Workspace}?")).ToBeVisibleAsync();
        if (script)
        {
            await admin.IsAccessibleAsync();
            await admin.FitsAsync();
        }

        await admin.Page.GetByLabel("Read events").UncheckAsync();
        await admin.Button("Install and continue").ClickAsync();

        // Back at the app, which has what it needs.
        await Expect(admin.Page.Locator("#workspace")).ToHaveTextAsync(scene.Workspace);
        Assert.StartsWith(app.Url, admin.Page.Url, StringComparison.Ordinal);
        Assert.DoesNotContain("read_events", (await scene.Admin.GetAsync(scene.InstallationPath)).Is(200).Strings("grantedScopes"));
        await admin.Link("Show its tags").ClickAsync();
        await Expect(admin.Page.Locator("#tags")).ToContainTextAsync($"first tag of {scene.Workspace}");

        (await scene.Admin.DeleteAsync($"{scene.InstallationPath}/scopes/read_tags")).Is(200);
        await admin.GoAsync($"{app.Url}/tags");
        await Expect(admin.Page.Locator("#refused")).ToContainTextAsync("403");
        await Expect(admin.Page.Locator("#refused")).ToContainTextAsync("insufficient_scope");

        // To be asked again is the upgrade.
        await admin.GoAsync($"{app.Url}/install");
        await Expect(admin.Page.GetByLabel("Read tags")).ToBeCheckedAsync();
        await admin.Button("Grant and continue").ClickAsync();
        await Expect(admin.Page.Locator("#workspace")).ToHaveTextAsync(scene.Workspace);
        await admin.GoAsync($"{app.Url}/tags");
        await Expect(admin.Page.Locator("#tags")).ToBeVisibleAsync();

        (await scene.Admin.DeleteAsync(scene.InstallationPath)).Is(200);
        await admin.GoAsync($"{app.Url}/tags");
        await Expect(admin.Page.Locator("#refused")).ToContainTextAsync("invalid_token");
    }

    [Fact]
    public async Task Admin_WhoDeclines_IsBackAtTheApp()
    {
        var scene = new Scene(server);
        var secret = (await scene.RegisterAsync()).Json.GetProperty("clientSecret").GetString()!;
        (await scene.Developer.PutAsync($"{scene.AppPath}/oauth", """{"redirectUris":["http://127.0.0.1/installed"]}""")).Is(200);
        await using var app = await Sample.StartAsync("App", "--Registry:Url", server.Url, "--Registry:ClientId", scene.App, "--Registry:ClientSecret", secret, "--Platform:Url", "http://127.0.0.1:9");
        await using var admin = await chromium.VisitAsync(server.Url);

        await admin.GoAsync(app.Url);
        await admin.Link("Install this app").ClickAsync();
        await admin.SignInAsAdminAsync(scene.Workspace);
        await admin.Button("Cancel").ClickAsync();

        await Expect(admin.Page.GetByText("The app was not installed")).ToBeVisibleAsync();
        Assert.StartsWith(app.Url, admin.Page.Url, StringComparison.Ordinal);
        (await scene.Admin.GetAsync(scene.InstallationPath)).Is(404);
    }
}
