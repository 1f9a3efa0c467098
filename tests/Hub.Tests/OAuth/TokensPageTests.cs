using Microsoft.Extensions.DependencyInjection;
using Registry.Front;
using Registry.Grains.Interfaces;

namespace Registry.Hub.Tests;

/// <summary>The access tokens that an app has of a workspace, as its admin sees them.</summary>
public sealed class TokensPageTests(RegistryServer server, Chromium chromium)
{
    [Fact]
    public async Task Admin_NamesAndRevokesTokens()
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        await using var admin = await chromium.VisitAsync(server.Url);
        await admin.SignInAsAdminAsync(scene.Workspace);
        await admin.GoAsync($"/workspaces/{scene.Workspace}/installations/{scene.App}");
        await admin.Link("Access tokens").ClickAsync();
        await Expect(admin.Page.GetByText("No access tokens")).ToBeVisibleAsync();
        await IssueAsync(scene, "00000000000000a1");
        await IssueAsync(scene, "00000000000000a2");

        await admin.Page.ReloadAsync();
        await admin.Page.Locator("[data-token='00000000000000a2']").GetByLabel("Name").FillAsync("Staging");
        await admin.Page.Keyboard.PressAsync("Enter");
        await Expect(admin.Notice).ToContainTextAsync("Names saved.");
        await Expect(admin.Heading("Staging")).ToBeVisibleAsync();
        await admin.IsAccessibleAsync();
        await admin.FitsAsync();

        var unnamed = admin.Page.Locator("[data-token='00000000000000a1']");
        await unnamed.Locator("summary").ClickAsync();
        await unnamed.GetByRole(AriaRole.Button, new() { Name = "Revoke the token" }).ClickAsync();
        await Expect(admin.Notice).ToContainTextAsync("The access token was revoked.");
        await Expect(admin.Page.Locator("[data-token]")).ToHaveCountAsync(1);
        await admin.Link("History").ClickAsync();
        await Expect(admin.Page.GetByText("Access token revoked")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Token_ThatLeaked_IsShownToTheAdminAndTheDeveloper()
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        var key = new InstallationKey(WorkspaceId.Parse(scene.Workspace), AppId.Parse(scene.App));
        var token = AccessTokenText.Create(key);
        await IssueAsync(scene, token.Id.Value, token.Hash);
        await using var admin = await chromium.VisitAsync(server.Url);
        await admin.SignInAsAdminAsync(scene.Workspace);
        await admin.GoAsync($"/workspaces/{key.Workspace}/installations/{key.App}/tokens");
        await Expect(admin.Page.Locator("[data-token]")).ToHaveCountAsync(1);
        await Expect(admin.Page.Locator("[data-leaks]")).ToHaveCountAsync(0);

        (await scene.Service.PostAsync("/v1/token-reports", $$"""{"tokens":["{{token.Text}}"],"source":"https://code.example/leak"}""")).Is(200);

        await admin.Page.ReloadAsync();
        await Expect(admin.Page.Locator("[data-leaks] li")).ToContainTextAsync("found at https://code.example/leak");
        await admin.IsAccessibleAsync();
        await admin.FitsAsync();
        await using var developer = await chromium.VisitAsync(server.Url);
        await developer.SignInAsDeveloperAsync(scene.DeveloperId);
        await developer.GoAsync($"/apps/{scene.App}/oauth");
        await Expect(developer.Page.Locator("[data-leaks] li")).ToContainTextAsync($"installation/{key}");
        await developer.IsAccessibleAsync();

        // Not on the page of another app.
        var other = $"{scene.App}-2";
        (await scene.Developer.PutAsync($"/v1/apps/{other}", scene.AppBody())).Is(201);
        await developer.GoAsync($"/apps/{other}/oauth");
        await Expect(developer.Heading("Client id and secrets")).ToBeVisibleAsync();
        await Expect(developer.Page.Locator("[data-leaks]")).ToHaveCountAsync(0);
    }

    private async Task IssueAsync(Scene scene, string id, string hash = "hash")
    {
        var installation = server.Services.GetRequiredService<IGrainFactory>().GetInstallation(new(WorkspaceId.Parse(scene.Workspace), AppId.Parse(scene.App)));
        var result = await installation.IssueTokenAsync(
            new(AccessTokenId.Parse(id), hash, AuthorizationCodeId.Parse(id), DateTimeOffset.MaxValue, (await installation.GetAsync())!.InstalledAt),
            new($"workspace_admin:{scene.Workspace}", "request"));
        Assert.IsType<InstallationResult.Accepted>(result);
    }
}
