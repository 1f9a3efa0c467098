using Microsoft.Extensions.DependencyInjection;
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

    private async Task IssueAsync(Scene scene, string id)
    {
        var installation = server.Services.GetRequiredService<IGrainFactory>().GetInstallation(new(WorkspaceId.Parse(scene.Workspace), AppId.Parse(scene.App)));
        var result = await installation.IssueTokenAsync(
            new(AccessTokenId.Parse(id), "hash", AuthorizationCodeId.Parse(id), DateTimeOffset.MaxValue, (await installation.GetAsync())!.InstalledAt),
            new($"workspace_admin:{scene.Workspace}", "request"));
        Assert.IsType<InstallationResult.Accepted>(result);
    }
}
