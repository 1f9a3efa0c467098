using System.Net;
using System.Text.RegularExpressions;

namespace Registry.Hub.Tests;

/// <summary>Ping, secret and state of an endpoint.</summary>
public sealed partial class EndpointTests(Chromium chromium) : HookedApp(chromium)
{
    private const string Script = "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">";

    [Theory]
    [InlineData(true, 200, "The ping arrived")]
    [InlineData(false, 500, "The ping did not arrive")]
    public async Task Ping_ShowsWhatTheEndpointAnsweredAsText(bool script, int status, string title)
    {
        await InstallAsync();
        (Receiver.Status, Receiver.Text) = (status, Script);
        await using var visitor = await OpenAsync("webhooks", script);
        await visitor.Button("Send a ping").ClickAsync();

        await Expect(visitor.Heading(title)).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator(".wire")).ToHaveTextAsync(Script);
        await Expect(visitor.Page.Locator(".attempt-line .status")).ToHaveTextAsync($"{status}");
        await Expect(visitor.Page).Not.ToHaveTitleAsync("taken");
        Assert.Equal("ping", Receiver.Received.Last().GetProperty("topic").GetString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Secret_Replaced_IsShownOnceAndNowhereElse(bool script)
    {
        await InstallAsync();
        await using var visitor = await OpenAsync("webhooks", script);
        await Expect(visitor.Button("Make it and show it")).ToBeHiddenAsync();
        await visitor.Page.GetByText("Make a new secret").ClickAsync();
        await visitor.Button("Make it and show it").ClickAsync();

        await Expect(visitor.Page.Locator("#new-secret")).ToContainTextAsync("whsec_");
        Assert.DoesNotContain("whsec", visitor.Page.Url, StringComparison.Ordinal);
        Assert.DoesNotContain(await visitor.Page.Context.CookiesAsync(), cookie => cookie.Value.Contains("whsec", StringComparison.Ordinal));
        Assert.NotEqual(System.Text.Json.JsonValueKind.Null, (await WebhookAsync()).GetProperty("previousSecretExpiresAt").ValueKind);
        await visitor.GoAsync($"{Pages}/webhooks");
        Assert.DoesNotContain("whsec_", await visitor.Page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secret_CanBeCopiedAndTheReloadForgetsIt()
    {
        await InstallAsync();
        await using var visitor = await OpenAsync("webhooks");
        await visitor.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await visitor.Page.GetByText("Make a new secret").ClickAsync();
        await visitor.Button("Make it and show it").ClickAsync();
        var secret = await visitor.Page.Locator("#new-secret").TextContentAsync();
        await visitor.Button("Copy").ClickAsync();

        await Expect(visitor.Button("Copied")).ToBeVisibleAsync();
        Assert.Equal(secret, await visitor.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        await visitor.IsAccessibleAsync();
        await visitor.Page.ReloadAsync();
        await Expect(visitor.Button("Send a ping")).ToBeVisibleAsync();
        Assert.DoesNotContain("whsec_", await visitor.Page.ContentAsync(), StringComparison.Ordinal);
    }

    // Who presses the button twice would else see a secret that is none any more, or none.
    [Fact]
    public async Task Secret_AskedForTwice_IsOneAndShownBothTimes()
    {
        await InstallAsync();
        await using var visitor = await OpenAsync("webhooks");
        var form = await FormPost.OfAsync(visitor.Page, "secret");

        // A plus, which base64 may have anywhere, is written as an entity in a page.
        var first = Secret().Match(WebUtility.HtmlDecode(await form.ReadAsync()));
        var second = Secret().Match(WebUtility.HtmlDecode(await form.ReadAsync()));

        Assert.True(first.Success);
        Assert.Equal(first.Value, second.Value);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task EndpointThatIsGone_SaysSoAndIsUsedAgainWhenSaved(bool script)
    {
        await FailAsync();
        Receiver.Status = 200;
        await using var visitor = await OpenAsync("webhooks", script);
        await Expect(visitor.Heading("Nothing is sent to this endpoint")).ToBeVisibleAsync();

        await visitor.Button("Save and send again").ClickAsync();

        await Expect(visitor.Notice.First).ToContainTextAsync("Webhook saved.");
        Assert.Equal("healthy", (await WebhookAsync()).GetProperty("endpoint").GetProperty("state").GetString());
    }

    [Fact]
    public async Task EndpointThatDoesNotAnswer_IsRefusedBesideTheAddressUnlessTheCheckIsOff()
    {
        await InstallAsync();
        Receiver.Status = 500;
        await using var visitor = await OpenAsync("webhooks");
        await visitor.Page.GetByLabel("Address").FillAsync($"{Receiver.Url}?again");
        await visitor.Button("Save webhook").ClickAsync();

        await Expect(visitor.Page.Locator("#field-url-faults")).ToContainTextAsync("Does not answer a HEAD request with 2xx");
        await visitor.Page.GetByLabel("Check that it answers").UncheckAsync();
        await visitor.Button("Save webhook").ClickAsync();
        await Expect(visitor.Notice.First).ToContainTextAsync("Webhook saved.");
        Assert.EndsWith("?again", (await WebhookAsync()).GetProperty("url").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Topic_ThatIsSilentSomewhere_SaysInHowManyWorkspaces()
    {
        await InstallAsync();
        (await Scene.Admin.DeleteAsync($"{Scene.InstallationPath}/scopes/read_one_user_and_one_company")).Is(200);
        await using var visitor = await OpenAsync("webhooks");

        await Expect(visitor.Page.Locator(".topic:has(#field-topic-company-created)")).ToContainTextAsync("Fires nowhere, silent in 1 that did not grant what it needs.");
    }

    [GeneratedRegex("whsec_[A-Za-z0-9+/]{43}=")]
    private static partial Regex Secret();
}
