namespace Registry.Hub.Tests;

/// <summary>Why a check is answered as it is.</summary>
public sealed class ScopeHelpTests(RegistryServer server, Chromium chromium)
{
    [Fact]
    public async Task Help_ForEachReason_SaysWhyAndWhatToDo()
    {
        var scene = new Scene(server);
        await scene.RegisterAsync();
        await using var admin = await chromium.VisitAsync(server.Url);
        await admin.SignInAsAdminAsync(scene.Workspace);
        var address = $"/workspaces/{scene.Workspace}/installations/{scene.App}/scopes";

        await SaysAsync("read_tags", "The app is not installed in the workspace");
        await Expect(admin.Link("Install Fin reports")).ToBeVisibleAsync();
        (await scene.Admin.PutAsync(scene.InstallationPath)).Is(201);
        await SaysAsync("read_tags", "nothing is suspended.");
        await SaysAsync("write_tags", "does not ask for this permission");
        await SaysAsync("no_such_scope", "This platform has no permission called no_such_scope");
        await SaysAsync("https:%2F%2Fscopes.example%2Fa%25b", "no permission called https://scopes.example/a%b");
        (await scene.Admin.DeleteAsync($"{scene.InstallationPath}/scopes/read_tags")).Is(200);
        await SaysAsync("read_tags", "has not granted it");
        (await scene.Admin.PutAsync($"{scene.InstallationPath}/suspension", """{"reason":"Look into it"}""")).Is(200);
        await SaysAsync("read_tags", "The app is suspended in the workspace");
        await admin.Button("Resume").ClickAsync();
        await Expect(admin.Notice).ToContainTextAsync("Fin reports works again.");
        (await scene.Operator.PutAsync($"{scene.AppPath}/suspension", """{"reason":"Abuse"}""")).Is(200);
        await SaysAsync("read_tags", "The operator of this registry has suspended the app everywhere.");

        async Task SaysAsync(string scope, string text)
        {
            Assert.Equal(200, await admin.GoAsync($"{address}/{scope}"));
            await Expect(admin.Page.GetByText(text).First).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task Help_ForAnAppThatMayNotBeKnown_SaysNoMoreThanACheck()
    {
        var scene = new Scene(server);
        await scene.RegisterAsync();
        var stranger = new Scene(server);
        await using var admin = await chromium.VisitAsync(server.Url);
        await admin.SignInAsAdminAsync(stranger.Workspace);
        Assert.Equal(200, await admin.GoAsync($"/workspaces/{stranger.Workspace}/installations/{scene.App}/scopes/read_tags"));

        await Expect(admin.Page.GetByText("The app is not installed in the workspace")).ToBeVisibleAsync();
        await Expect(admin.Page.GetByText("Fin reports")).ToHaveCountAsync(0);
    }
}
