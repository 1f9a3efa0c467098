using System.Net;

namespace Registry.Hub.Tests;

/// <summary>What a session and its cookies are good for.</summary>
public sealed class SessionTests(RegistryServer server, Chromium chromium)
{
    [Fact]
    public async Task Session_OnLoopback_IsHiddenFromScriptsAndOtherSites()
    {
        await using var visitor = await chromium.VisitAsync(server.Url);
        await visitor.SignInAsDeveloperAsync("dev_fin");
        var cookie = Assert.Single(await visitor.CookiesAsync(), cookie => cookie.Name == "registry-hub");

        Assert.True(cookie.HttpOnly);
        Assert.Equal(SameSiteAttribute.Lax, cookie.SameSite);
        Assert.False(cookie.Secure);
    }

    [Fact]
    public async Task Cookies_UnderAnotherHostName_LeaveOverTlsOnly()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in") { Headers = { Host = "hub.example" } };
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.All(response.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Redirects_UnderAnotherHostName_NameNoHost()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = "hub.example" } };
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("/sign-in", response.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Session_OpensNoCallOfTheApi()
    {
        await using var visitor = await chromium.VisitAsync(server.Url);
        await visitor.SignInAsOperatorAsync();

        Assert.Equal(401, await visitor.GoAsync("/v1/apps"));
    }

    [Fact]
    public async Task Token_OpensNoPage()
    {
        var caller = new Scene(server).Operator;

        Assert.StartsWith("/sign-in", (await caller.GetAsync("/catalog")).Is(302).Headers["Location"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_WithoutItsToken_IsRefused()
    {
        using var content = new FormUrlEncodedContent([new("_handler", "operator")]);
        using var response = await server.Client.PostAsync("/sign-in", content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("This form is out of date", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.False(response.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(cookie => cookie.StartsWith("registry-hub=", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task EveryPage_HasAStrictPolicy()
    {
        using var response = await server.Client.GetAsync("/sign-in", TestContext.Current.CancellationToken);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();

        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.True(response.Headers.CacheControl!.NoStore);
    }
}
