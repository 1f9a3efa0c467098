using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Registry.Api.Tests;

/// <summary>What is remembered of tokens, and when it is forgotten.</summary>
public sealed class RememberedTokensTests : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly RSA rsa = RSA.Create(2048);
    private readonly FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());
    private readonly RememberedTokens tokens;
    private readonly TokenValidationParameters parameters;

    public RememberedTokensTests()
    {
        tokens = new(clock);
        parameters = new()
        {
            ValidIssuer = "issuer",
            ValidAudience = "registry",
            IssuerSigningKey = new RsaSecurityKey(rsa),
            ClockSkew = TimeSpan.FromSeconds(30),
        };
    }

    public void Dispose() => rsa.Dispose();

    [Fact]
    public async Task Validate_TheSameTokenAgain_IsAnsweredFromMemory()
    {
        var token = Token();
        var first = await tokens.ValidateTokenAsync(token, parameters);

        Assert.True(first.IsValid);
        Assert.Same(first, await tokens.ValidateTokenAsync(token, parameters));
        Assert.NotSame(first, await tokens.ValidateTokenAsync(Token(subject: "other"), parameters));
    }

    [Fact]
    public async Task Validate_AfterTheTokensEnd_LooksAgain()
    {
        var token = Token();
        var first = await tokens.ValidateTokenAsync(token, parameters);

        clock.Advance(Lifetime + TimeSpan.FromSeconds(29));
        Assert.Same(first, await tokens.ValidateTokenAsync(token, parameters));
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.NotSame(first, await tokens.ValidateTokenAsync(token, parameters));
    }

    [Fact]
    public async Task Validate_KeyIsAnotherOne_RefusesWhatTheOldOneSigned()
    {
        var token = Token();
        Assert.True((await tokens.ValidateTokenAsync(token, parameters)).IsValid);
        using var other = RSA.Create(2048);
        parameters.IssuerSigningKey = new RsaSecurityKey(other);

        Assert.False((await tokens.ValidateTokenAsync(token, parameters)).IsValid);
        Assert.Equal(0, tokens.Count);
    }

    [Theory]
    [InlineData("issuer", "elsewhere")]
    [InlineData("nobody", "registry")]
    public async Task Validate_TokenThatIsNotValid_IsNotRemembered(string issuer, string audience)
    {
        Assert.False((await tokens.ValidateTokenAsync(Token(issuer, audience), parameters)).IsValid);
        Assert.False((await tokens.ValidateTokenAsync("abc", parameters)).IsValid);

        Assert.Equal(0, tokens.Count);
    }

    // As somebody would send it who hopes that only a part is looked at.
    [Fact]
    public async Task Validate_TokenChangedInOneCharacter_IsNotTheRememberedOne()
    {
        var token = Token();
        Assert.True((await tokens.ValidateTokenAsync(token, parameters)).IsValid);

        for (var position = 0; position < token.Length - 1; position += 7)
        {
            var changed = $"{token[..position]}{(token[position] == 'A' ? 'B' : 'A')}{token[(position + 1)..]}";
            Assert.False((await tokens.ValidateTokenAsync(changed, parameters)).IsValid, $"at {position}");
        }

        Assert.Equal(1, tokens.Count);
    }

    [Fact]
    public async Task Validate_VeryLongToken_IsValidatedAndNotRemembered()
    {
        Assert.True((await tokens.ValidateTokenAsync(Token(subject: new string('x', 5_000)), parameters)).IsValid);

        Assert.Equal(0, tokens.Count);
    }

    private string Token(string issuer = "issuer", string audience = "registry", string subject = "service") => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = issuer,
        Audience = audience,
        Claims = new Dictionary<string, object> { ["sub"] = subject },
        NotBefore = clock.GetUtcNow().UtcDateTime.AddMinutes(-1),
        Expires = clock.GetUtcNow().UtcDateTime + Lifetime,
        SigningCredentials = new(new RsaSecurityKey(rsa), SecurityAlgorithms.RsaSha256),
    });
}
