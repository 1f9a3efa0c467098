namespace Registry.Hub.Tests;

/// <summary>What an app asks for, before it has it.</summary>
public sealed class ConsentTests(RegistryServer server, Chromium chromium)
{
    [Fact]
    public async Task Consent_WhileBoxesChange_ShowsAtOnceWhichTopicsFollow()
    {
        var scene = new Scene(server);
        await scene.Developer.PutAsync(scene.AppPath, scene.AppBody().Replace("\"capabilities\": [\"canvas_kit\"]", "\"capabilities\": []", StringComparison.Ordinal)
            .Replace("read_events", "read_one_user_and_one_company", StringComparison.Ordinal));
        await using var admin = await OpenAsync(scene);
        var silent = admin.Page.GetByText("Silent: needs");

        await Expect(silent).ToBeHiddenAsync();
        await admin.Page.GetByLabel("Read one user and one company").UncheckAsync();
        await Expect(silent).ToBeVisibleAsync();
        await Expect(admin.Page.GetByText("1 of 2 chosen")).ToBeVisibleAsync();
        await admin.Page.GetByLabel("Read one user and one company").CheckAsync();
        await Expect(silent).ToBeHiddenAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Update_WithPendingScopes_GrantsWhatIsNewAndKeepsTheRest(bool script)
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        (await scene.Admin.DeleteAsync($"{scene.InstallationPath}/topics/company.created")).Is(200);
        (await scene.Developer.PutAsync(scene.AppPath, scene.AppBody(scopes: """{"id":"read_tags","reason":"Shows tags"},{"id":"read_events"},{"id":"write_tags","reason":"Sets tags"}"""))).Is(200);
        await using var admin = await chromium.VisitAsync(server.Url, script);
        await admin.SignInAsAdminAsync(scene.Workspace);
        await admin.Link("Fin reports asks for 1 more permission").ClickAsync();
        await Expect(admin.Heading("Update Fin reports")).ToBeVisibleAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Checkbox)).ToHaveCountAsync(1);
        await admin.Button("Continue").ClickAsync();
        await admin.Button("Grant this to Fin reports").ClickAsync();

        await Expect(admin.Notice).ToContainTextAsync("Fin reports has 1 more permission.");
        var installation = (await scene.Admin.GetAsync(scene.InstallationPath)).Is(200);
        Assert.Equal(7, installation.Strings("effectiveScopes").Length);
        Assert.Contains("\"id\":\"company.created\",\"state\":\"disabled\"", installation.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Consent_ToAnAppThatAsksForSomethingElseByNow_SaysSoAndInstallsNothing()
    {
        var scene = new Scene(server);
        await scene.RegisterAsync();
        await using var admin = await OpenAsync(scene);
        await admin.Page.GetByLabel("Read events").UncheckAsync();
        (await scene.Developer.PutAsync(scene.AppPath, scene.AppBody(scopes: """{"id":"read_tags","reason":"Shows tags"},{"id":"read_events"},{"id":"write_tags"}"""))).Is(200);
        await admin.Button("Continue").ClickAsync();

        await Expect(admin.Alert).ToContainTextAsync("The app has changed what it asks for");
        await Expect(admin.Page.GetByLabel("Read events")).Not.ToBeCheckedAsync();
        await Expect(admin.Page.GetByLabel("Read tags")).ToBeCheckedAsync();
        await Expect(admin.Page.GetByLabel("Create, update, use and delete tags")).ToHaveCountAsync(0);
        await Expect(admin.Page.GetByLabel("Write tags")).Not.ToBeCheckedAsync();
        (await scene.Admin.GetAsync(scene.InstallationPath)).Is(404);
    }

    [Fact]
    public async Task Consent_AfterSomebodyElseChangedTheInstallation_IsStaleAndKeepsTheChoice()
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        (await scene.Admin.DeleteAsync($"{scene.InstallationPath}/scopes/read_tags")).Is(200);
        (await scene.Admin.DeleteAsync($"{scene.InstallationPath}/scopes/read_events")).Is(200);
        await using var admin = await OpenAsync(scene);
        await admin.Page.GetByLabel("Read events").UncheckAsync();
        await admin.Button("Continue").ClickAsync();
        await Expect(admin.Button("Grant this to Fin reports")).ToBeVisibleAsync();
        (await scene.Admin.PutAsync($"{scene.InstallationPath}/suspension", """{"reason":"Look into it"}""")).Is(200);
        await admin.Button("Grant this to Fin reports").ClickAsync();

        await Expect(admin.Alert).ToContainTextAsync("Somebody else changed this meanwhile");
        await admin.Button("Continue").ClickAsync();
        await admin.Button("Grant this to Fin reports").ClickAsync();
        await Expect(admin.Notice).ToContainTextAsync("Fin reports has 1 more permission.");
        Assert.DoesNotContain("read_events", (await scene.Admin.GetAsync(scene.InstallationPath)).Strings("grantedScopes"));
    }

    [Fact]
    public async Task Consent_ToWhatMayNotBeKnown_IsThePageForWhatDoesNotExist()
    {
        var scene = new Scene(server);
        await scene.RegisterAsync();
        var stranger = new Scene(server);
        await using var admin = await chromium.VisitAsync(server.Url);
        await admin.GoAsync("/sign-in");
        await admin.SignInAsAdminAsync(stranger.Workspace);

        Assert.Equal(404, await admin.GoAsync($"/workspaces/{stranger.Workspace}/install/{scene.App}"));
        Assert.Equal(404, await admin.GoAsync($"/workspaces/{stranger.Workspace}/install/{stranger.App}"));
        Assert.Equal(404, await admin.GoAsync($"/workspaces/{scene.Workspace}/install/{scene.App}"));
        await admin.GoAsync($"/workspaces/{stranger.Workspace}/install");
        await admin.Page.GetByLabel("App id").FillAsync(scene.App);
        await admin.Button("Continue").ClickAsync();
        await Expect(admin.Alert).ToContainTextAsync("There is no app with this id");
        await Expect(admin.Page.GetByLabel("App id")).ToHaveValueAsync(scene.App);
    }

    [Fact]
    public async Task Consent_ToAPublicAppThatIsNotApproved_SaysWhyNot()
    {
        var scene = new Scene(server);
        await scene.RegisterAsync("public");
        await using var admin = await OpenAsync(scene);

        await Expect(admin.Heading("This app can’t be installed now")).ToBeVisibleAsync();
        await Expect(admin.Page.GetByText("a public app has to be approved first")).ToBeVisibleAsync();
        await Expect(admin.Page.GetByText("Fin reports")).ToHaveCountAsync(0);
        await admin.IsAccessibleAsync();
    }

    private async Task<Visitor> OpenAsync(Scene scene)
    {
        var admin = await chromium.VisitAsync(server.Url);
        await admin.SignInAsAdminAsync(scene.Workspace);
        await admin.GoAsync($"/workspaces/{scene.Workspace}/install/{scene.App}");
        return admin;
    }
}
