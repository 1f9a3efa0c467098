using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Registry.Api.Tests.OAuth;

/// <summary>How apps show to be themselves: secrets, two at a time, and assertions. RFC 6749 section 2.3, RFC 7523.</summary>
public sealed class ClientTests(RegistryServer server)
{
    [Fact]
    public async Task Secret_IsShownOnce_AndMadeWithTheApp()
    {
        var scene = new Scene(server);

        var made = await scene.RegisterAsync();

        Assert.StartsWith("registry_cs_", made.Json.GetProperty("clientSecret").GetString(), StringComparison.Ordinal);
        var secret = made.Json.GetProperty("oauth").GetProperty("secrets")[0];
        Assert.EndsWith(secret.GetProperty("hint").GetString()!, made.Json.GetProperty("clientSecret").GetString(), StringComparison.Ordinal);
        Assert.Equal(scene.App, made.Json.GetProperty("oauth").GetProperty("clientId").GetString());
        Assert.DoesNotContain("registry_cs_", (await scene.Developer.GetAsync(scene.AppPath)).Is(200).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("registry_cs_", (await scene.Developer.PutAsync(scene.AppPath, scene.AppBody())).Is(200).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rotation_LetsBothSecretsIn_UntilOneIsRevoked()
    {
        var oauth = await OAuthScene.MakeAsync(server);
        var path = $"{oauth.Scene.AppPath}/client-secrets";
        var made = (await oauth.Scene.Developer.PostAsync(path)).Is(200).Json;
        var (second, first) = (made.GetProperty("clientSecret").GetString()!, (await oauth.Scene.Developer.GetAsync(oauth.Scene.AppPath)).Json.GetProperty("oauth").GetProperty("secrets")[1].GetProperty("id").GetString());

        (await oauth.Scene.Developer.PostAsync(path)).Refused(409, "conflict");
        (await oauth.ExchangeAsync(await oauth.CodeAsync())).Is(200);
        (await oauth.ExchangeAsync(await oauth.CodeAsync(), ("client_secret", second))).Is(200);
        (await oauth.Scene.Developer.DeleteAsync($"{path}/{first}")).Is(200);
        (await oauth.Scene.Developer.DeleteAsync($"{path}/{first}")).Is(200);

        Assert.Equal("invalid_client", (await oauth.ExchangeAsync(await oauth.CodeAsync())).Is(401).Json.GetProperty("error").GetString());
        (await oauth.ExchangeAsync(await oauth.CodeAsync(), ("client_secret", second))).Is(200);
        await Until.TrueAsync(async () => (await oauth.Scene.Developer.GetAsync(oauth.Scene.AppPath)).Json.GetProperty("oauth").GetProperty("secrets")[0].GetProperty("lastUsedAt").ValueKind != System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task Secret_AskedForTwiceWithOneKey_IsNotMadeTwice()
    {
        var scene = new Scene(server);
        await scene.RegisterAsync();

        (await scene.Developer.PostAsync($"{scene.AppPath}/client-secrets", null, ("Idempotency-Key", "make-1"))).Is(200);
        (await scene.Developer.PostAsync($"{scene.AppPath}/client-secrets", null, ("Idempotency-Key", "make-1"))).Refused(409, "conflict");

        Assert.Equal(2, (await scene.Developer.GetAsync(scene.AppPath)).Json.GetProperty("oauth").GetProperty("secrets").GetArrayLength());
    }

    [Fact]
    public async Task Client_MayShowItsSecretInTheHeader()
    {
        var oauth = await OAuthScene.MakeAsync(server);
        var code = await oauth.CodeAsync();

        (await oauth.PostAsync(
            "/oauth/token",
            oauth.BasicAuthorization(),
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", OAuthScene.RedirectUri), ("code_verifier", oauth.Verifier))).Is(200);
    }

    [Fact]
    public async Task Client_MaySignAnAssertionInstead()
    {
        var oauth = await OAuthScene.MakeAsync(server);
        using var rsa = RSA.Create(2048);
        var key = new RsaSecurityKey(rsa) { KeyId = "k1" };
        var jwk = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(rsa.ExportParameters(false)) { KeyId = "k1" });
        (await oauth.Scene.Developer.PutAsync(
            $"{oauth.Scene.AppPath}/oauth",
            $$"""{ "redirectUris": ["{{OAuthScene.RedirectUri}}"], "keys": { "keys": [{ "kty": "RSA", "kid": "k1", "use": "sig", "alg": "RS256", "n": "{{jwk.N}}", "e": "{{jwk.E}}" }] } }""")).Is(200);

        (string, string)[] With(SecurityKey signer) =>
        [
            ("client_secret", ""),
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ("client_assertion", Assertion(oauth, signer)),
        ];
        using var stranger = RSA.Create(2048);

        Assert.Equal("invalid_client", (await oauth.ExchangeAsync(await oauth.CodeAsync(), With(new RsaSecurityKey(stranger) { KeyId = "k1" }))).Is(401).Json.GetProperty("error").GetString());
        (await oauth.ExchangeAsync(await oauth.CodeAsync(), With(key))).Is(200);
    }

    [Theory]
    [InlineData("""{"redirectUris":["http://fin.example/cb"]}""", "redirectUris[0]")]
    [InlineData("""{"redirectUris":["https://fin.example/cb#x"]}""", "redirectUris[0]")]
    [InlineData("""{"redirectUris":["https://user@fin.example/cb"]}""", "redirectUris[0]")]
    [InlineData("""{"redirectUris":["fin.example"]}""", "redirectUris[0]")]
    [InlineData("""{"redirectUris":["javascript:alert(1)"]}""", "redirectUris[0]")]
    [InlineData("""{"redirectUris":["https://fin.example/cb","https://fin.example/cb"]}""", "redirectUris[1]")]
    [InlineData("""{}""", "redirectUris")]
    [InlineData("""{"redirectUris":[],"keys":[]}""", "keys")]
    [InlineData("""{"redirectUris":[],"tokenLifetime":299}""", "tokenLifetime")]
    [InlineData("""{"redirectUris":[],"tokenLifetime":86401}""", "tokenLifetime")]
    public async Task Settings_ThatAreNotSound_AreRefused(string body, string fault)
    {
        var scene = new Scene(server);
        await scene.RegisterAsync();

        Assert.Contains(fault, (await scene.Developer.PutAsync($"{scene.AppPath}/oauth", body)).Refused(400, "invalid_request").Errors);
    }

    [Theory]
    [InlineData("{}", "1 to 10 keys")]
    [InlineData("""{"keys":"none"}""", "JSON Web Key Set")]
    [InlineData("""{"keys":[{"kty":"oct","k":"AAAA"}]}""", "private or shared")]
    [InlineData("""{"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB","d":"AQAB"}]}""", "private or shared")]
    [InlineData("""{"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"}]}""", "2048 bits")]
    [InlineData("""{"keys":[{"kty":"EC","use":"enc","crv":"P-256","x":"AQAB","y":"AQAB"}]}""", "for signatures")]
    public async Task Keys_ThatCantBeUsed_AreRefused(string keys, string fault)
    {
        var scene = new Scene(server);
        await scene.RegisterAsync();

        var refused = (await scene.Developer.PutAsync($"{scene.AppPath}/oauth", $$"""{"redirectUris":[],"keys":{{keys}}}""")).Refused(422, "unusable_keys");

        Assert.Contains(fault, refused.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private string Assertion(OAuthScene oauth, SecurityKey key) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        TokenType = "client-authentication+jwt",
        Issuer = oauth.ClientId,
        Audience = $"{server.Url}/",
        IssuedAt = TimeProvider.System.GetUtcNow().UtcDateTime,
        Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(1),
        Claims = new Dictionary<string, object> { ["sub"] = oauth.ClientId, ["jti"] = Guid.NewGuid().ToString("N") },
        SigningCredentials = new(key, SecurityAlgorithms.RsaSha256),
    });
}
