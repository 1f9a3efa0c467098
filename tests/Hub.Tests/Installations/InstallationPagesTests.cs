namespace Registry.Hub.Tests;

/// <summary>The pages of a workspace: tenancy, stale forms, repetition, looks.</summary>
public sealed class InstallationPagesTests(RegistryServer server, Chromium chromium)
{
    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task Pages_OfAWorkspace_AreAccessibleAndFit(ColorScheme scheme, int width)
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        (await scene.Admin.DeleteAsync($"{scene.InstallationPath}/scopes/read_tags")).Is(200);
        var offered = new Scene(server);
        await offered.Developer.PutAsync(offered.AppPath, offered.AppBody().Replace(offered.Workspace, scene.Workspace, StringComparison.Ordinal));
        await using var admin = await chromium.VisitAsync(server.Url, scheme: scheme, width: width);
        await admin.SignInAsAdminAsync(scene.Workspace);
        var workspace = $"/workspaces/{scene.Workspace}";
        var installation = $"{workspace}/installations/{scene.App}";
        string[] paths =
        [
            workspace, $"{workspace}?status=uninstalled", $"{workspace}/install", $"{workspace}/install/{scene.App}", $"{workspace}/install/{offered.App}",
            installation, $"{installation}/history", $"{installation}/scopes/read_tags", $"{installation}/scopes/read_events", $"{installation}/scopes/no_such",
        ];
        foreach (var path in paths)
        {
            Assert.Equal(200, await admin.GoAsync(path));
            await admin.IsAccessibleAsync();
            await admin.FitsAsync();
        }

        await admin.GoAsync($"{workspace}/install/{offered.App}");
        await admin.Button("Continue").ClickAsync();
        await Expect(admin.Button("Install Fin reports")).ToBeVisibleAsync();
        await admin.IsAccessibleAsync();
        (await scene.Admin.PutAsync($"{scene.InstallationPath}/suspension", """{"reason":"Look into it"}""")).Is(200);
        await admin.GoAsync(installation);
        await admin.IsAccessibleAsync();
    }

    [Fact]
    public async Task Pages_OfAnotherWorkspace_AreNotThere()
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        var workspace = $"/workspaces/{scene.Workspace}";
        await using var stranger = await chromium.VisitAsync(server.Url);
        await stranger.SignInAsAdminAsync(new Scene(server).Workspace);
        foreach (var path in new[] { workspace, $"{workspace}/install", $"{workspace}/install/{scene.App}", $"{workspace}/installations/{scene.App}", $"{workspace}/installations/{scene.App}/history", $"{workspace}/installations/{scene.App}/scopes/read_tags" })
        {
            Assert.Equal(404, await stranger.GoAsync(path));
        }

        await using var op = await chromium.VisitAsync(server.Url);
        await op.SignInAsOperatorAsync();
        Assert.Equal(200, await op.GoAsync($"{workspace}/installations/{scene.App}"));
        Assert.Equal(404, await op.GoAsync($"{workspace}/installations/{scene.App}-not"));
        Assert.Equal(404, await op.GoAsync($"{workspace}?status=what"));

        await using var developer = await chromium.VisitAsync(server.Url);
        await developer.SignInAsDeveloperAsync(scene.DeveloperId);
        Assert.Equal(403, await developer.GoAsync(workspace));
    }

    [Fact]
    public async Task Installation_ChangedBySomebodyElse_IsStaleAndKeepsWhatWasTyped()
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        await using var admin = await chromium.VisitAsync(server.Url);
        await admin.SignInAsAdminAsync(scene.Workspace);
        await admin.GoAsync($"/workspaces/{scene.Workspace}/installations/{scene.App}");
        await admin.Page.GetByLabel("Why you suspend it").FillAsync("Too curious");
        (await scene.Admin.DeleteAsync($"{scene.InstallationPath}/scopes/read_tags")).Is(200);
        await admin.Button("Suspend").ClickAsync();

        await Expect(admin.Alert).ToContainTextAsync("Somebody else changed this meanwhile");
        await Expect(admin.Page.GetByLabel("Why you suspend it")).ToHaveValueAsync("Too curious");
        await Expect(admin.Page.GetByRole(AriaRole.Switch, new() { Name = "Read tags", Exact = true })).ToBeCheckedAsync(new() { Checked = false });
        await admin.Button("Suspend").ClickAsync();
        await Expect(admin.Notice).ToContainTextAsync("Fin reports is suspended");
    }

    [Fact]
    public async Task Installation_SubmittedTwice_IsChangedOnce()
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        await using var admin = await chromium.VisitAsync(server.Url, script: false);
        await admin.SignInAsAdminAsync(scene.Workspace);
        await admin.GoAsync($"/workspaces/{scene.Workspace}/installations/{scene.App}");
        var form = await admin.Page.EvaluateAsync<string>("new URLSearchParams(new FormData(document.getElementById('installation'))).toString() + '&revoke=read_tags'");
        for (var time = 0; time < 2; time++)
        {
            var answer = await admin.Page.Context.APIRequest.PostAsync(admin.Page.Url, new() { DataString = form, Headers = [new("Content-Type", "application/x-www-form-urlencoded")], MaxRedirects = 0 });
            Assert.Equal(302, answer.Status);
        }

        Assert.Equal(2, (await scene.Admin.GetAsync(scene.InstallationPath)).Json.GetProperty("revision").GetInt64());
    }

    [Fact]
    public async Task Installation_UninstalledMeanwhile_SaysSo()
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        await using var admin = await chromium.VisitAsync(server.Url);
        await admin.SignInAsAdminAsync(scene.Workspace);
        await admin.GoAsync($"/workspaces/{scene.Workspace}/installations/{scene.App}");
        (await scene.Admin.DeleteAsync(scene.InstallationPath)).Is(200);
        await admin.Page.GetByRole(AriaRole.Switch, new() { Name = "Read tags", Exact = true }).ClickAsync();

        await Expect(admin.Alert).ToBeVisibleAsync();
        await Expect(admin.Page.GetByText("Not installed any more")).ToBeVisibleAsync();
        await admin.GoAsync($"/workspaces/{scene.Workspace}");
        await Expect(admin.Page.GetByText("No apps here yet")).ToBeVisibleAsync();
        await admin.Link("Uninstalled").ClickAsync();
        await Expect(admin.Link("Fin reports")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task List_OfManyApps_IsReadPageByPage()
    {
        var scene = new Scene(server);
        for (var number = 10; number < 35; number++)
        {
            var path = $"/v1/apps/{scene.App}-{number}";
            (await scene.Developer.PutAsync(path, scene.AppBody().Replace("Fin reports", $"App <b>{number}</b>", StringComparison.Ordinal))).Is(201);
            (await scene.Admin.PutAsync($"/v1/workspaces/{scene.Workspace}/installations/{scene.App}-{number}")).Is(201);
        }

        await using var admin = await chromium.VisitAsync(server.Url);
        await admin.SignInAsAdminAsync(scene.Workspace);
        await Expect(admin.Page.Locator(".row-title")).ToHaveCountAsync(20);
        await Expect(admin.Link("App <b>10</b>")).ToBeVisibleAsync();
        await admin.Link("Next page").ClickAsync();
        await Expect(admin.Page.Locator(".row-title")).ToHaveCountAsync(5);
        await Expect(admin.Link("App <b>34</b>")).ToBeVisibleAsync();
        await admin.GoAsync($"/workspaces/{scene.Workspace}/install");
        await Expect(admin.Page.Locator(".row-title")).ToHaveCountAsync(20);
    }
}
