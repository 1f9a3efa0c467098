using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace Registry.Api.Tests;

/// <summary>An OpenID Connect issuer of the test's own: discovery document, key set, and keys that can be rotated.</summary>
internal sealed class OidcIssuer : IAsyncDisposable
{
    private readonly WebApplication app;
    private RsaSecurityKey key = NewKey();

    private OidcIssuer(WebApplication app) => this.app = app;

    public string Url => app.Urls.First();

    public static async Task<OidcIssuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var issuer = new OidcIssuer(builder.Build());
        issuer.app.MapGet("/.well-known/openid-configuration", () => Results.Text(
            $$"""{"issuer":"{{issuer.Url}}","jwks_uri":"{{issuer.Url}}/keys","authorization_endpoint":"{{issuer.Url}}/authorize","response_types_supported":["code"],"subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256"]}""",
            "application/json"));
        issuer.app.MapGet("/keys", () => Results.Text(issuer.Keys(), "application/json"));
        await issuer.app.StartAsync(TestContext.Current.CancellationToken);
        return issuer;
    }

    public void RotateKey() => key = NewKey();

    public string Token(Dictionary<string, object> claims, string audience = "api://registry", string? issuer = null, DateTimeOffset? expires = null) =>
        Tokens.Sign(new SigningCredentials(key, SecurityAlgorithms.RsaSha256), claims, issuer ?? Url, audience, expires);

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private static RsaSecurityKey NewKey() => new(RSA.Create(2048)) { KeyId = Guid.NewGuid().ToString("N") };

    private string Keys()
    {
        var parameters = key.Rsa.ExportParameters(includePrivateParameters: false);
        return JsonSerializer.Serialize(new
        {
            keys = new[]
            {
                new { kty = "RSA", use = "sig", alg = "RS256", kid = key.KeyId, n = Base64UrlEncoder.Encode(parameters.Modulus), e = Base64UrlEncoder.Encode(parameters.Exponent) },
            },
        });
    }
}
