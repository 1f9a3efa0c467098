namespace Registry.Hub.Tests;

/// <summary>The Authorization settings of an app.</summary>
public sealed class AuthorizationTests(RegistryServer server, Chromium chromium)
{
    [Fact]
    public async Task Scopes_AreShownInTheirGroups_AsTheCatalogHasThem()
    {
        var scene = new Scene(server);
        await scene.RegisterAsync();
        await using var developer = await scene.DeveloperAtAsync(chromium, server, scene.Page("authorization"));

        await Expect(developer.Page.GetByRole(AriaRole.Group, new() { Name = "Standard scopes People & conversation data" }).GetByRole(AriaRole.Checkbox, new() { Name = "Read tags", Exact = true })).ToBeCheckedAsync();
        await Expect(developer.Page.GetByRole(AriaRole.Group, new() { Name = "Extended scopes Workspace data" })).ToBeVisibleAsync();
        await Expect(developer.Page.Locator(".scope-option")).ToHaveCountAsync(27);
        await Expect(developer.Box("Read tags")).ToHaveAccessibleDescriptionAsync("List all tags");
        await Expect(developer.Reason("read_tags")).ToHaveValueAsync("Shows tags");
    }

    [Fact]
    public async Task Capability_SwitchedOnAndOffAgain_LeavesNothingBehind()
    {
        var scene = new Scene(server);
        (await scene.Developer.PutAsync(scene.AppPath, """{"name":"Fin reports","visibility":"private","scopes":[{"id":"read_admins"}]}""")).Is(201);
        await using var developer = await scene.DeveloperAtAsync(chromium, server, scene.Page("authorization"));
        await developer.Switch("Canvas Kit").CheckAsync();
        await Expect(developer.Box("Read conversations")).ToBeDisabledAsync();
        await Expect(developer.Page.GetByText("4 scopes selected")).ToBeVisibleAsync();
        await developer.Switch("Canvas Kit").UncheckAsync();

        await Expect(developer.Box("Read conversations")).Not.ToBeCheckedAsync();
        await Expect(developer.Box("Read admins")).ToBeCheckedAsync();
        await Expect(developer.Box("Read admins")).ToBeEnabledAsync();
        await developer.Button("Review changes").ClickAsync();
        await Expect(developer.Page.GetByText("Nothing has changed")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Capability_SwitchedOffAfterSaving_KeepsItsScopesUntilTheyAreUnchecked(bool script)
    {
        var scene = new Scene(server);
        await scene.RegisterAsync();
        await using var developer = await scene.DeveloperAtAsync(chromium, server, scene.Page("authorization"), script);
        await developer.Switch("Canvas Kit").UncheckAsync();
        await developer.Button("Review changes").ClickAsync();
        await Expect(developer.Page.GetByText("The capability no longer forces these scopes")).ToBeVisibleAsync();
        await developer.Button("Back to editing").ClickAsync();
        await developer.Box("Read admins").UncheckAsync();
        await developer.Button("Review changes").ClickAsync();
        await developer.Button("Save").ClickAsync();

        await Expect(developer.Notice.First).ToContainTextAsync("Saved as version 2.");
        var app = await scene.AppAsync();
        Assert.Empty(app.GetProperty("capabilities").EnumerateArray());
        Assert.Equal(5, app.GetProperty("scopes").GetArrayLength());
        Assert.Equal("https://fin.example/hooks", app.GetProperty("webhook").GetProperty("url").GetString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Change_OfAnInstalledApp_SaysWhatItDoesThereBeforeItIsSaved(bool script)
    {
        var scene = new Scene(server);
        (await scene.Developer.PutAsync(scene.AppPath, $$"""
            {"name":"Fin reports","visibility":"private","workspaces":["{{scene.Workspace}}"],"scopes":[{"id":"read_tags"},{"id":"read_events"}],
             "webhook":{"url":"https://fin.example/hooks","topics":["event.created"] } }
            """)).Is(201);
        (await scene.Admin.PutAsync(scene.InstallationPath)).Is(201);
        await using var developer = await scene.DeveloperAtAsync(chromium, server, scene.Page("authorization"), script);
        await developer.Box("Read events").UncheckAsync();
        await developer.Box("Read admins").CheckAsync();
        await developer.Button("Review changes").ClickAsync();

        var impact = developer.Page.GetByRole(AriaRole.Region, new() { Name = "As soon as you save" });
        await Expect(impact).ToContainTextAsync("1 topic falls silent in 1 workspace");
        await Expect(impact).ToContainTextAsync("1 installation loses a scope");
        await Expect(impact).ToContainTextAsync("1 installation will need consent");
        await Expect(developer.Page.GetByText("Removed scope: Read events")).ToBeVisibleAsync();
        Assert.Equal(1, (await scene.AppAsync()).GetProperty("manifestVersion").GetInt64());

        await developer.Button("Save").ClickAsync();
        await Expect(developer.Notice.First).ToContainTextAsync("Saved as version 2. 1 topic fell silent.");
        var check = await scene.Service.GetAsync($"{scene.InstallationPath}/scopes/read_events");
        Assert.Equal("scope_not_requested", check.Json.GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Form_ThatIsStale_SaysSoAndKeepsWhatWasTyped(bool script)
    {
        var scene = new Scene(server);
        await scene.RegisterAsync();
        await using var developer = await scene.DeveloperAtAsync(chromium, server, scene.Page("authorization"), script);
        await developer.Reason("read_tags").FillAsync("Typed before the other change");
        (await scene.Developer.PutAsync(scene.AppPath, scene.AppBody().Replace("Fin reports", "Renamed", StringComparison.Ordinal))).Is(200);
        await developer.Button("Review changes").ClickAsync();

        await Expect(developer.Alert).ToContainTextAsync("Somebody else changed this meanwhile");
        await Expect(developer.Reason("read_tags")).ToHaveValueAsync("Typed before the other change");
        await Expect(developer.Heading("Renamed")).ToBeVisibleAsync();
        await developer.Button("Review changes").ClickAsync();

        // Between the review and saving it, too.
        await Expect(developer.Button("Save")).ToBeVisibleAsync();
        (await scene.Developer.PutAsync(scene.AppPath, scene.AppBody())).Is(200);
        await developer.Button("Save").ClickAsync();
        await Expect(developer.Alert).ToContainTextAsync("Somebody else changed this meanwhile");
        await developer.Button("Review changes").ClickAsync();
        await developer.Button("Save").ClickAsync();
        await Expect(developer.Notice.First).ToContainTextAsync("Saved as version 4.");
        Assert.Contains("Typed before the other change", (await scene.AppAsync()).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reason_WithMarkup_IsText()
    {
        const string Markup = "<script>document.title='owned'</script><b>bold</b>";
        var scene = new Scene(server);
        var body = scene.AppBody("public", scopes: $$"""{"id":"read_tags","reason":"{{Markup}}"}""").Replace("Fin reports", Markup, StringComparison.Ordinal);
        (await scene.Developer.PutAsync(scene.AppPath, body)).Is(201);
        await using var developer = await scene.DeveloperAtAsync(chromium, server, scene.Page("authorization"));

        await Expect(developer.Reason("read_tags")).ToHaveValueAsync(Markup);
        foreach (var page in new[] { "/apps", scene.Page(), scene.Page("versions"), scene.Page("review") })
        {
            await developer.GoAsync(page);
            await Expect(developer.Page.GetByText(Markup).First).ToBeVisibleAsync();
            await Expect(developer.Page).Not.ToHaveTitleAsync("owned");
        }

        await developer.IsAccessibleAsync();
    }

    [Fact]
    public async Task Reason_WithAFault_IsSaidBesideItAndTheRestIsKept()
    {
        var scene = new Scene(server);
        await scene.RegisterAsync();
        await using var developer = await scene.DeveloperAtAsync(chromium, server, scene.Page("authorization"), script: false);
        await developer.Reason("read_tags").EvaluateAsync("field => { field.removeAttribute('maxlength'); field.value = 'x'.repeat(501); }");
        await developer.Reason("read_events").FillAsync("Kept");
        await developer.Button("Review changes").ClickAsync();

        await Expect(developer.Page.Locator("#field-reason-read_tags-faults")).ToContainTextAsync("Must be 1 to 500 characters");
        await Expect(developer.Reason("read_events")).ToHaveValueAsync("Kept");
    }
}
