namespace Registry.Api.Tests.OAuth;

/// <summary>Secrets and codes go over TLS, but on the machine itself. RFC 6749 section 3.1 and 3.2.</summary>
public sealed class TransportSecurityTests(RegistryServer server)
{
    private static readonly (string, string) Elsewhere = ("Host", "registry.example");

    [Theory]
    [InlineData("POST", "/oauth/token")]
    [InlineData("POST", "/oauth/revoke")]
    [InlineData("GET", "/oauth/authorize")]
    public async Task PlainHttp_FromElsewhere_IsRefused(string method, string path)
    {
        var nobody = new Scene(server).Nobody;

        Assert.Contains("https only", (await nobody.SendAsync(method, path, null, Elsewhere)).Is(400).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("https only", (await nobody.SendAsync(method, path, null)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tls_ThatAProxyEnds_IsTakenForTls_WhereTheProxyIsBelieved()
    {
        await using var behind = new RegistryServer("--Proxy:Networks=127.0.0.0/8");
        await behind.InitializeAsync();
        var nobody = new Scene(behind).Nobody;

        Assert.DoesNotContain("https only", (await nobody.PostAsync("/oauth/token", null, Elsewhere, ("X-Forwarded-Proto", "https"))).Text, StringComparison.Ordinal);
        Assert.Equal("https://registry.example/", (await nobody.GetAsync("/.well-known/oauth-authorization-server", Elsewhere, ("X-Forwarded-Proto", "https"))).Is(200).Json.GetProperty("issuer").GetString());
        Assert.Contains("https only", (await new Scene(server).Nobody.PostAsync("/oauth/token", null, Elsewhere, ("X-Forwarded-Proto", "https"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Issuer_IsThePublicAddress_WhereThereIsOne()
    {
        await using var published = new RegistryServer("--Hub:PublicUrl=https://hub.example");
        await published.InitializeAsync();

        var metadata = (await new Scene(published).Nobody.GetAsync("/.well-known/oauth-authorization-server")).Is(200).Json;

        Assert.Equal("https://hub.example/", metadata.GetProperty("issuer").GetString());
    }

    [Fact]
    public async Task Introspection_ComesFromInside_OverWhateverThereIs()
    {
        var oauth = await OAuthScene.MakeAsync(server);
        var service = new HttpCaller(server.Client, oauth.PlatformToken);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("token", "registry_at_nothing")]);

        (await service.SendContentAsync("POST", "/oauth/introspect", form, Elsewhere)).Is(200);
    }
}
