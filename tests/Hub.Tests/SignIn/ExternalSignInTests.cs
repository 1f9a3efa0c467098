namespace Registry.Hub.Tests;

/// <summary>Signing in with an issuer that is not the registry.</summary>
public sealed class ExternalSignInTests(Chromium chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SignIn_ByCodeFlow_ReturnsToThePageInTheRolesOfTheClaims(bool script)
    {
        await using var issuer = await CodeFlowIssuer.StartAsync();
        await using var server = await StartAsync(issuer);
        await using var visitor = await chromium.VisitAsync(server.Url, script);
        issuer.Person = new() { ["sub"] = "alice", ["name"] = "Alice", ["roles"] = new[] { "developer" }, ["developer"] = "dev_fin" };
        await visitor.GoAsync("/catalog");
        await visitor.Link($"Sign in with 127.0.0.1").ClickAsync();

        await visitor.ArriveAsync("/catalog");
        await Expect(visitor.Page.GetByText("Alice · dev_fin")).ToBeVisibleAsync();
        Assert.Equal(1, issuer.Exchanges);
        Assert.All(await visitor.CookiesAsync(), cookie => Assert.True(cookie.HttpOnly));
    }

    [Fact]
    public async Task SignIn_ThatTheIssuerTurnsDown_SaysSoAndCanBeTriedAgain()
    {
        await using var issuer = await CodeFlowIssuer.StartAsync();
        await using var server = await StartAsync(issuer);
        await using var visitor = await chromium.VisitAsync(server.Url);
        await visitor.GoAsync("/sign-in");
        await visitor.Link("Sign in with 127.0.0.1").ClickAsync();

        await Expect(visitor.Alert).ToContainTextAsync("Signing in did not work");
        await Expect(visitor.Link("Sign in with 127.0.0.1")).ToBeVisibleAsync();
        await visitor.IsAccessibleAsync();
    }

    [Fact]
    public async Task SignIn_OfSomebodyWithoutARole_OpensNoPageOfOthers()
    {
        await using var issuer = await CodeFlowIssuer.StartAsync();
        await using var server = await StartAsync(issuer);
        await using var visitor = await chromium.VisitAsync(server.Url);
        issuer.Person = new() { ["sub"] = "bob" };
        await visitor.GoAsync("/sign-in");
        await visitor.Link("Sign in with 127.0.0.1").ClickAsync();

        await Expect(visitor.Heading("This page is not for your role")).ToBeVisibleAsync();
        await Expect(visitor.Button("Sign out")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task SignIn_WithAnExternalIssuer_LetsNobodyPickWhoToBe()
    {
        await using var issuer = await CodeFlowIssuer.StartAsync();
        await using var server = await StartAsync(issuer);
        await using var visitor = await chromium.VisitAsync(server.Url);
        await visitor.GoAsync("/sign-in");

        await Expect(visitor.Button("Sign in as operator")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Hub_WithAnExternalIssuerThatDoesNotKnowIt_IsNotServed()
    {
        await using var server = new RegistryServer("--Auth:Authority=https://login.example/", "--Auth:Audience=api://registry");
        await server.InitializeAsync();
        var nobody = new HttpCaller(server.Client, null);

        Assert.Equal("/docs", (await nobody.GetAsync("/")).Is(302).Headers["Location"]);
        (await nobody.GetAsync("/sign-in", ("Accept", "text/html"))).Refused(404, "not_found");
    }

    private static async Task<RegistryServer> StartAsync(CodeFlowIssuer issuer)
    {
        var server = new RegistryServer(
            $"--Auth:Authority={issuer.Url}", "--Auth:Audience=api://registry", "--Auth:RoleClaim=roles", $"--Hub:ClientId={CodeFlowIssuer.ClientId}", $"--Hub:ClientSecret={CodeFlowIssuer.ClientSecret}");
        await server.InitializeAsync();
        return server;
    }
}
