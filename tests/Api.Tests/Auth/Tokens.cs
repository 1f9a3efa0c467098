using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Registry.Api.Tests;

/// <summary>Makes tokens that are right but for one thing.</summary>
internal static class Tokens
{
    public static string Sign(
        SigningCredentials? credentials,
        Dictionary<string, object> claims,
        string issuer = LocalIssuer.Name,
        string audience = "registry",
        DateTimeOffset? expires = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        var end = expires ?? now.AddHours(1);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            Expires = end.UtcDateTime,
            NotBefore = end.AddHours(-2).UtcDateTime,
            Claims = claims,
            SigningCredentials = credentials,
        });
    }

    public static SigningCredentials With(SecurityKey key) => new(key, SecurityAlgorithms.RsaSha256);

    public static string Unsigned(Dictionary<string, object> claims)
    {
        var payload = new Dictionary<string, object>(claims)
        {
            ["iss"] = LocalIssuer.Name,
            ["aud"] = "registry",
            ["exp"] = TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeSeconds(),
        };
        return $"{Encode("""{"alg":"none","typ":"JWT"}""")}.{Encode(JsonSerializer.Serialize(payload))}.";
    }

    private static string Encode(string text) => Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(text));
}
