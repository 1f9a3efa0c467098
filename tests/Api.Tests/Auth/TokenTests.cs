using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace Registry.Api.Tests;

/// <summary>Which tokens of the local issuer are good, and for what.</summary>
public sealed class TokenTests(RegistryServer server)
{
    private static readonly Dictionary<string, object> Operator = new() { ["role"] = "operator" };

    private SecurityKey Key => server.Issuer.Key;

    [Fact]
    public async Task Token_OfTheLocalIssuer_IsGood() =>
        (await GetCatalogAsync(Tokens.Sign(Tokens.With(Key), Operator))).Is(200);

    [Fact]
    public async Task Token_ThatExpired_IsRefusedAndSaysSo()
    {
        var answer = await GetCatalogAsync(Tokens.Sign(Tokens.With(Key), Operator, expires: TimeProvider.System.GetUtcNow().AddMinutes(-2)));
        Assert.Contains("expired", answer.Refused(401, "unauthenticated").Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("invalid_token", answer.Headers["WWW-Authenticate"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_SignedWithAnotherKey_IsRefused()
    {
        using var other = RegistryServer.NewKey();
        (await GetCatalogAsync(Tokens.Sign(Tokens.With(new RsaSecurityKey(other)), Operator))).Refused(401, "unauthenticated");
        (await GetCatalogAsync(Tokens.Sign(Tokens.With(new RsaSecurityKey(other) { KeyId = Key.KeyId }), Operator))).Refused(401, "unauthenticated");
    }

    [Fact]
    public async Task Token_WithoutSignature_IsRefused()
    {
        (await GetCatalogAsync(Tokens.Unsigned(Operator))).Refused(401, "unauthenticated");
        var signed = Tokens.Sign(Tokens.With(Key), Operator);
        (await GetCatalogAsync(signed[..(signed.LastIndexOf('.') + 1)])).Refused(401, "unauthenticated");
    }

    [Fact]
    public async Task Token_SignedWithTheKeyIdAsSecret_IsRefused()
    {
        var secret = new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(Key.KeyId.PadRight(64, 'x'))) { KeyId = Key.KeyId };
        (await GetCatalogAsync(Tokens.Sign(new SigningCredentials(secret, SecurityAlgorithms.HmacSha256), Operator))).Refused(401, "unauthenticated");
    }

    [Fact]
    public async Task Token_ForAnotherAudience_IsRefused() =>
        (await GetCatalogAsync(Tokens.Sign(Tokens.With(Key), Operator, audience: "other"))).Refused(401, "unauthenticated");

    [Fact]
    public async Task Token_OfAnotherIssuer_IsRefused() =>
        (await GetCatalogAsync(Tokens.Sign(Tokens.With(Key), Operator, issuer: "https://issuer.example"))).Refused(401, "unauthenticated");

    [Theory]
    [InlineData("raw:Bearer")]
    [InlineData("raw:Bearer ")]
    [InlineData("raw:Bearer garbage")]
    [InlineData("raw:Bearer a.b.c")]
    [InlineData("raw:Basic b3BlcmF0b3I6")]
    [InlineData("raw:{}[];,,==")]
    public async Task Authorization_OfGarbage_IsUnauthenticated(string authorization) =>
        (await GetCatalogAsync(authorization)).Refused(401, "unauthenticated");

    [Theory]
    [InlineData("workspace_admin", null, null)]
    [InlineData("workspace_admin", "workspace", "bad id!")]
    [InlineData("workspace_admin", "developer", "ws_acme")]
    [InlineData("developer", null, null)]
    [InlineData("developer", "developer", "")]
    [InlineData("somebody", null, null)]
    public async Task Token_WithoutTheTenantOfItsRole_IsForbidden(string role, string? claim, string? value)
    {
        var claims = new Dictionary<string, object> { ["role"] = role };
        if (claim is not null)
        {
            claims[claim] = value!;
        }

        (await GetCatalogAsync(Tokens.Sign(Tokens.With(Key), claims))).Refused(403, "forbidden");
    }

    [Fact]
    public async Task Token_ThatNamesTwoWorkspaces_IsForbidden() =>
        (await GetCatalogAsync(Tokens.Sign(Tokens.With(Key), new() { ["role"] = "workspace_admin", ["workspace"] = new[] { "ws_a", "ws_b" } }))).Refused(403, "forbidden");

    [Theory]
    [InlineData("array")]
    [InlineData("spaces")]
    public async Task Token_WithSeveralRoles_MayWhatEachOfThemMay(string form)
    {
        var scene = new Scene(server);
        await scene.RegisterAsync();
        var claims = new Dictionary<string, object>
        {
            ["role"] = form == "array" ? new[] { "developer", "workspace_admin" } : "developer workspace_admin",
            ["developer"] = scene.DeveloperId,
            ["workspace"] = scene.Workspace,
        };
        var both = scene.As(Tokens.Sign(Tokens.With(Key), claims));

        (await both.GetAsync(scene.AppPath)).Is(200);
        var installed = (await both.PutAsync(scene.InstallationPath)).Is(201);
        Assert.Equal($"workspace_admin:{scene.Workspace}", installed.Json.GetProperty("installedBy").GetString());
        (await both.PutAsync($"{scene.AppPath}/suspension", """{"reason":"x"}""")).Refused(403, "forbidden");
    }

    [Fact]
    public async Task History_OfATokenWithSubject_NamesIt()
    {
        var scene = new Scene(server);
        await scene.RegisterAsync();
        var claims = new Dictionary<string, object> { ["role"] = "operator", ["sub"] = "alice\u0007" };
        var installed = (await scene.As(Tokens.Sign(Tokens.With(Key), claims)).PutAsync(scene.InstallationPath)).Is(201);

        Assert.Equal("operator/alice_", installed.Json.GetProperty("installedBy").GetString());
    }

    private Task<Answer> GetCatalogAsync(string token) => new HttpCaller(server.Client, token).GetAsync("/v1/catalog");
}
