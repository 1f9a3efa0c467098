namespace Registry.Hub.Tests;

/// <summary>Signing in where the registry is its own issuer.</summary>
public sealed class LocalSignInTests(RegistryServer server, Chromium chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SignIn_FromAPageThatNeedsIt_ReturnsToThatPage(bool script)
    {
        await using var visitor = await chromium.VisitAsync(server.Url, script);
        await visitor.GoAsync("/catalog");
        await visitor.ArriveAsync("/sign-in");
        await visitor.SignInAsDeveloperAsync("dev_fin");

        await visitor.ArriveAsync("/catalog");
        await Expect(visitor.Heading("Catalog")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task SignIn_WithAnIdThatIsNone_SaysSoBesideTheFieldAndKeepsIt()
    {
        await using var visitor = await chromium.VisitAsync(server.Url);
        await visitor.GoAsync("/sign-in");
        await visitor.Page.GetByLabel("Workspace id").FillAsync("no good");
        await visitor.Button("Sign in as workspace admin").ClickAsync();

        await Expect(visitor.Alert).ToContainTextAsync("Use 1 to 64 letters");
        await Expect(visitor.Page.GetByLabel("Workspace id")).ToHaveValueAsync("no good");
        await Expect(visitor.Page.GetByLabel("Workspace id")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(visitor.Page.GetByLabel("Developer id")).ToHaveValueAsync("dev_fin");
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    public async Task SignIn_WithAReturnAddressElsewhere_StaysHere(string elsewhere)
    {
        await using var visitor = await chromium.VisitAsync(server.Url);
        await visitor.GoAsync($"/sign-in?returnUrl={Uri.EscapeDataString(elsewhere)}");
        await visitor.SignInAsDeveloperAsync("dev_fin");

        Assert.StartsWith(server.Url, visitor.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignOut_EndsTheSession()
    {
        await using var visitor = await chromium.VisitAsync(server.Url);
        await visitor.GoAsync("/catalog");
        await visitor.SignInAsDeveloperAsync("dev_fin");
        await visitor.Button("Sign out").ClickAsync();

        await Expect(visitor.Notice).ToContainTextAsync("You are signed out.");
        await visitor.GoAsync("/catalog");
        await visitor.ArriveAsync("/sign-in");
    }

    [Fact]
    public async Task AddressThatThereIsNot_InABrowser_IsAPage()
    {
        await using var visitor = await chromium.VisitAsync(server.Url);

        Assert.Equal(404, await visitor.GoAsync("/nowhere"));
        await Expect(visitor.Heading("There is nothing here")).ToBeVisibleAsync();
        await visitor.IsAccessibleAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task SignIn_IsAccessible(ColorScheme scheme)
    {
        await using var visitor = await chromium.VisitAsync(server.Url, scheme: scheme);
        await visitor.GoAsync("/sign-in");

        await visitor.IsAccessibleAsync();
    }
}
