namespace Registry.Hub.Tests;

/// <summary>What a developer sets for OAuth, and the secrets of the app.</summary>
public sealed class ClientPageTests(RegistryServer server, Chromium chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Developer_SetsAddresses_AndChangesTheSecretWithoutAGap(bool script)
    {
        var scene = new Scene(server);
        await scene.RegisterAsync();
        await using var developer = await chromium.VisitAsync(server.Url, script);
        await developer.SignInAsDeveloperAsync(scene.DeveloperId);
        await developer.GoAsync($"/apps/{scene.App}");
        await developer.Link("OAuth").ClickAsync();

        await developer.Page.GetByLabel("Redirect addresses").FillAsync("http://fin.example/installed");
        await developer.Button("Save").ClickAsync();
        await Expect(developer.Page.Locator(".field-fault")).ToContainTextAsync("http://fin.example/installed: Must be https");
        await developer.Page.GetByLabel("Redirect addresses").FillAsync("https://fin.example/installed\nhttp://127.0.0.1/installed");
        await developer.Button("Save").ClickAsync();
        await Expect(developer.Notice).ToContainTextAsync("Saved.");
        Assert.Equal(2, (await scene.Developer.GetAsync(scene.AppPath)).Json.GetProperty("oauth").GetProperty("redirectUris").GetArrayLength());

        await developer.Button("Make a client secret").ClickAsync();
        await Expect(developer.Page.Locator("#new-secret")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^registry_cs_[A-Za-z0-9_-]{59}$"));
        if (script)
        {
            await developer.IsAccessibleAsync();
            await developer.FitsAsync();
        }

        await Expect(developer.Button("Make a client secret")).ToHaveCountAsync(0);
        var first = (await scene.Developer.GetAsync(scene.AppPath)).Json.GetProperty("oauth").GetProperty("secrets")[1].GetProperty("hint").GetString();
        await developer.GoAsync($"/apps/{scene.App}/oauth");
        await Expect(developer.Page.Locator("#new-secret")).ToHaveCountAsync(0);
        await developer.Page.GetByText($"Revoke …{first}").ClickAsync();
        await developer.Page.Locator("details[open]").GetByRole(AriaRole.Button, new() { Name = "Revoke it" }).ClickAsync();
        await Expect(developer.Notice).ToContainTextAsync("revoked");
        Assert.NotEqual(first, Assert.Single((await scene.Developer.GetAsync(scene.AppPath)).Json.GetProperty("oauth").GetProperty("secrets").EnumerateArray()).GetProperty("hint").GetString());
    }
}
