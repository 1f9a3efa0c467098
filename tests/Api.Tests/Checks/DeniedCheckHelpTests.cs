namespace Registry.Api.Tests;

/// <summary>A denied check links to the page that says why.</summary>
public sealed class DeniedCheckHelpTests(RegistryServer server)
{
    [Fact]
    public async Task Check_Denied_LinksToThePageThatSaysWhy()
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        var answer = (await scene.Service.GetAsync($"{scene.InstallationPath}/scopes/write_tags")).Is(200);

        Assert.Equal($"</workspaces/{scene.Workspace}/installations/{scene.App}/scopes/write_tags>; rel=\"help\"", answer.Headers["Link"]);
        Assert.Equal("""{"allowed":false,"reason":"scope_not_requested","revision":1}""", answer.Text);
    }

    [Fact]
    public async Task Check_OfAScopeWithOddCharacters_LinksToOneAddress()
    {
        var scene = new Scene(server);
        var answer = (await scene.Service.GetAsync($"{scene.InstallationPath}/scopes/https:%2F%2Fscopes.example%2Fa%25b%3E")).Is(200);

        Assert.Equal($"</workspaces/{scene.Workspace}/installations/{scene.App}/scopes/https%3A%2F%2Fscopes.example%2Fa%25b%3E>; rel=\"help\"", answer.Headers["Link"]);
    }

    [Fact]
    public async Task Check_AllowedOrStaleOrUnauthorized_LinksNowhere()
    {
        var scene = new Scene(server);
        await scene.InstallAsync();

        Assert.False((await scene.Service.GetAsync($"{scene.InstallationPath}/scopes/read_tags")).Is(200).Headers.ContainsKey("Link"));
        Assert.False((await scene.Service.GetAsync($"{scene.InstallationPath}/scopes/write_tags?minRevision=9")).Is(409).Headers.ContainsKey("Link"));
        Assert.False((await new Scene(server).Admin.GetAsync($"{scene.InstallationPath}/scopes/write_tags")).Is(404).Headers.ContainsKey("Link"));
    }

    [Fact]
    public async Task Check_WithThePublicUrlOfTheHub_LinksToIt()
    {
        await using var own = new RegistryServer("--Hub:PublicUrl=https://hub.example/");
        await own.InitializeAsync();
        var scene = new Scene(own);
        var answer = (await scene.Service.GetAsync($"{scene.InstallationPath}/scopes/read_tags")).Is(200);

        Assert.Equal($"<https://hub.example/workspaces/{scene.Workspace}/installations/{scene.App}/scopes/read_tags>; rel=\"help\"", answer.Headers["Link"]);
    }

    [Fact]
    public async Task Check_WithoutAHub_LinksNowhere()
    {
        await using var own = new RegistryServer("--Hub:Enabled=false");
        await own.InitializeAsync();
        var scene = new Scene(own);

        Assert.False((await scene.Service.GetAsync($"{scene.InstallationPath}/scopes/read_tags")).Is(200).Headers.ContainsKey("Link"));
    }

    [Fact]
    public async Task Reference_OfACheck_HasTheLink()
    {
        var paths = (await new Scene(server).Nobody.GetAsync("/openapi/v1.json")).Is(200).Json.GetProperty("paths");
        var check = paths.GetProperty("/v1/workspaces/{workspace}/installations/{app}/scopes/{scope}").GetProperty("get");

        Assert.Contains("rel=\"help\"", check.GetProperty("responses").GetProperty("200").GetProperty("headers").GetProperty("Link").GetProperty("example").GetString(), StringComparison.Ordinal);
        Assert.Contains(HubLinks.Template, paths.GetProperty("/v1/checks").GetProperty("post").GetProperty("description").GetString(), StringComparison.Ordinal);
    }
}
