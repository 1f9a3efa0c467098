using Registry.Grains.Interfaces;

namespace Registry.Hub.Tests;

/// <summary>The page that runs the whole flow against the sample app of the Hub, as a developer goes through it.</summary>
public sealed class TryTests(RegistryServer server, Chromium chromium)
{
    private const string Held = "read_and_list_users_and_companies";
    private const string LeftOut = "read_and_write_users";

    [Fact]
    public async Task Developer_GoesThroughTheFlow_AndSeesWhatEachSideSays()
    {
        var scene = new Scene(server);
        await using var developer = await SetUpAsync(scene);
        var app = SampleApp.IdOf(DeveloperId.Parse(scene.DeveloperId));
        var installation = $"/v1/workspaces/{scene.Workspace}/installations/{app}";
        await Expect(developer.Page.Locator("[data-try-request]")).ToContainTextAsync("code_challenge_method=S256");
        await developer.IsAccessibleAsync();
        await developer.FitsAsync();

        await developer.Link("Go there").ClickAsync();
        await developer.Link("Sign in as somebody else").ClickAsync();
        await developer.SignInAsAdminAsync(scene.Workspace);
        await Expect(developer.Heading($"Let Sample app into {scene.Workspace}?")).ToBeVisibleAsync();
        await developer.Page.GetByLabel("Read and write users").UncheckAsync();
        await developer.Button("Install and continue").ClickAsync();

        await developer.ArriveAsync("/oauth/try/app");
        await Expect(Part(developer, "code")).ToContainTextAsync("code=");
        await Expect(Part(developer, "token")).ToContainTextAsync("\"access_token\": \"registry_at_");
        Assert.Equal([Held], (await scene.Admin.GetAsync(installation)).Is(200).Strings("grantedScopes"));

        // What has been used is not in the address, and is not used again.
        Assert.DoesNotContain("code=", developer.Page.Url, StringComparison.Ordinal);
        await developer.Page.ReloadAsync();
        await Expect(Part(developer, "token")).ToContainTextAsync("\"access_token\": \"registry_at_");

        await AskAsync(developer, Held, "HTTP 204");
        await AskAsync(developer, LeftOut, "insufficient_scope");
        await developer.Button("Introspect the token").ClickAsync();
        await Expect(Answer(developer, "introspect")).ToContainTextAsync($"\"scope\": \"{Held}\"");
        await developer.IsAccessibleAsync();
        await developer.FitsAsync();

        (await scene.Admin.DeleteAsync($"{installation}/scopes/{Held}")).Is(200);
        await AskAsync(developer, Held, "HTTP 403");

        await developer.Button("Revoke the token").ClickAsync();
        await Expect(Answer(developer, "revoke")).ToContainTextAsync("HTTP 200");
        await AskAsync(developer, Held, "invalid_token");
        await developer.Button("Introspect the token").ClickAsync();
        await Expect(Answer(developer, "introspect")).ToContainTextAsync("\"active\": false");
    }

    [Fact]
    public async Task Developer_WhoDeclines_SeesWhatTheAppIsTold_AndCanTryAgain()
    {
        var scene = new Scene(server);
        await using var developer = await SetUpAsync(scene);
        await developer.Link("Go there").ClickAsync();
        await developer.Link("Sign in as somebody else").ClickAsync();
        await developer.SignInAsAdminAsync(scene.Workspace);
        await developer.Button("Cancel").ClickAsync();
        await Expect(Part(developer, "refused")).ToContainTextAsync("access_denied");
        await developer.IsAccessibleAsync();

        // Again, with another secret: those of before are replaced, however many there were.
        await developer.Link("Start again").ClickAsync();
        await developer.Link("Sign in as somebody else").ClickAsync();
        await developer.SignInAsDeveloperAsync(scene.DeveloperId);
        await SetUpAsync(developer, scene.Workspace);
        await Expect(developer.Link("Go there")).ToBeVisibleAsync();
        await developer.GoAsync("/oauth/try");
        await SetUpAsync(developer, scene.Workspace);
        await developer.Link("Go there").ClickAsync();
        await developer.Link("Sign in as somebody else").ClickAsync();
        await developer.SignInAsAdminAsync(scene.Workspace);
        await developer.Button("Install and continue").ClickAsync();
        await Expect(Part(developer, "token")).ToContainTextAsync("\"access_token\": \"registry_at_");
    }

    [Fact]
    public async Task App_LooksAtWhatComesBack()
    {
        var scene = new Scene(server);
        await using var stranger = await chromium.VisitAsync(server.Url);
        await stranger.GoAsync("/oauth/try/app?code=forged&state=forged");
        await Expect(stranger.Heading("Nothing is under way")).ToBeVisibleAsync();

        await using var developer = await SetUpAsync(scene);
        await Expect(developer.Link("Go there")).ToBeVisibleAsync();
        await developer.GoAsync("/oauth/try/app?code=forged&state=forged");
        await Expect(Part(developer, "refused")).ToContainTextAsync("state or iss is not what was expected");
    }

    [Fact]
    public async Task Developer_WhoseIdIsTakenOrMistyped_IsTold()
    {
        var scene = new Scene(server);
        var app = SampleApp.IdOf(DeveloperId.Parse(scene.DeveloperId));
        var other = new HttpCaller(server.Client, server.Token(["developer"], developer: $"{scene.DeveloperId}-other"));
        (await other.PutAsync($"/v1/apps/{app}", """{"name":"Squatter","visibility":"private"}""")).Is(201);

        await using var developer = await chromium.VisitAsync(server.Url);
        await developer.SignInAsDeveloperAsync(scene.DeveloperId);
        await developer.GoAsync("/oauth/try");
        await SetUpAsync(developer, "not an id");
        await Expect(developer.Alert).ToBeVisibleAsync();
        await SetUpAsync(developer, scene.Workspace);
        await Expect(developer.Alert).ToContainTextAsync($"{app} belongs to somebody else");
    }

    [Fact]
    public async Task Developer_WithoutScript_IsToldWhatIsNeeded()
    {
        var scene = new Scene(server);
        await using var developer = await chromium.VisitAsync(server.Url, script: false);
        await developer.SignInAsDeveloperAsync(scene.DeveloperId);
        await developer.GoAsync("/oauth/try");
        await Expect(developer.Alert).ToContainTextAsync("let this page run it");
    }

    private async Task<Visitor> SetUpAsync(Scene scene)
    {
        var developer = await chromium.VisitAsync(server.Url);
        await developer.SignInAsDeveloperAsync(scene.DeveloperId);
        await developer.GoAsync("/oauth/try");
        await SetUpAsync(developer, scene.Workspace);
        await Expect(developer.Heading("The sample app is ready")).ToBeVisibleAsync();
        return developer;
    }

    private static async Task SetUpAsync(Visitor developer, string workspace)
    {
        await developer.Page.GetByLabel("Workspace id").FillAsync(workspace);
        await developer.Button("Set up the sample app").ClickAsync();
    }

    private static async Task AskAsync(Visitor developer, string scope, string expected)
    {
        await developer.Button($"May it {scope}?").ClickAsync();
        await Expect(Answer(developer, "authorize")).ToContainTextAsync(expected);
    }

    private static ILocator Part(Visitor developer, string name) => developer.Page.Locator($"[data-try-part={name}]");

    private static ILocator Answer(Visitor developer, string name) => developer.Page.Locator($"[data-try-answer={name}]");
}
