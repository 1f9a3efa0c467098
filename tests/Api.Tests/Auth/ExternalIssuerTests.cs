namespace Registry.Api.Tests;

/// <summary>Tokens of an OpenID Connect issuer, by configuration.</summary>
public sealed class ExternalIssuerTests
{
    private static readonly Dictionary<string, object> Service = new() { ["roles"] = new[] { "service" } };

    [Fact]
    public async Task ExternalIssuer_WhenConfigured_IsTheOnlyOne()
    {
        await using var issuer = await OidcIssuer.StartAsync();
        await using var other = await OidcIssuer.StartAsync();
        await using var server = new RegistryServer($"--Auth:Authority={issuer.Url}", "--Auth:Audience=api://registry", "--Auth:RoleClaim=roles", "--Auth:WorkspaceClaim=tenant");
        await server.InitializeAsync();

        (await CatalogAsync(server, issuer.Token(Service))).Is(200);
        (await CatalogAsync(server, issuer.Token(new() { ["roles"] = "workspace_admin", ["tenant"] = "ws_acme" }))).Is(200);
        (await CatalogAsync(server, issuer.Token(new() { ["roles"] = "workspace_admin", ["workspace"] = "ws_acme" }))).Refused(403, "forbidden");
        (await CatalogAsync(server, issuer.Token(new() { ["role"] = "service" }))).Refused(403, "forbidden");
        (await CatalogAsync(server, issuer.Token(Service, audience: "other"))).Refused(401, "unauthenticated");
        (await CatalogAsync(server, issuer.Token(Service, issuer: "https://issuer.example"))).Refused(401, "unauthenticated");
        (await CatalogAsync(server, issuer.Token(Service, expires: TimeProvider.System.GetUtcNow().AddMinutes(-2)))).Refused(401, "unauthenticated");
        (await CatalogAsync(server, other.Token(Service, issuer: issuer.Url))).Refused(401, "unauthenticated");
        (await CatalogAsync(server, Tokens.Unsigned(Service))).Refused(401, "unauthenticated");

        // The local issuer is off: it has not even made a key.
        Assert.False(File.Exists(Path.Combine(server.DataDirectory, LocalIssuerKey.FileName)));
    }

    [Fact]
    public async Task ExternalIssuer_ThatRotatesItsKey_IsFollowed()
    {
        await using var issuer = await OidcIssuer.StartAsync();
        await using var server = new RegistryServer($"--Auth:Authority={issuer.Url}", "--Auth:Audience=api://registry", "--Auth:RoleClaim=roles");
        await server.InitializeAsync();
        var old = issuer.Token(Service);
        (await CatalogAsync(server, old)).Is(200);
        (await CatalogAsync(server, old)).Is(200);

        issuer.RotateKey();

        var token = issuer.Token(Service);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while ((await CatalogAsync(server, token)).Status != 200)
        {
            await Task.Delay(50, limit.Token);
        }

        // Whoever has stolen the old key can do nothing any more, and what was valid under it ends as well.
        (await CatalogAsync(server, old)).Refused(401, "unauthenticated");
    }

    private static Task<Answer> CatalogAsync(RegistryServer server, string token) => new HttpCaller(server.Client, token).GetAsync("/v1/catalog");
}
