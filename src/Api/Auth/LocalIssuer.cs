using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Registry.Api;

/// <summary>Issues tokens on a machine that has no OpenID Connect issuer. For development and for trying out; off in Production.</summary>
internal sealed class LocalIssuer
{
    public const string Name = "urn:registry:local";

    private readonly RsaSecurityKey key;
    private readonly string audience;
    private readonly AuthOptions names;

    public LocalIssuer(RSA privateKey, AuthOptions options)
    {
        key = LocalIssuerKey.Named(privateKey);
        audience = options.Audience;
        names = options;
    }

    public SecurityKey Key => key;

    /// <summary>A signed token, good for <paramref name="lifetime"/> from <paramref name="now"/>.</summary>
    /// <param name="request">What it is to say.</param>
    /// <param name="id">The claim <c>jti</c>.</param>
    /// <param name="now">When it is issued.</param>
    /// <param name="lifetime">How long it is good for.</param>
    public string Issue(TokenRequest request, string id, DateTimeOffset now, TimeSpan lifetime)
    {
        var claims = new Dictionary<string, object>
        {
            [names.RoleClaim] = request.Roles.Count == 1 ? request.Roles[0] : request.Roles,
            [JwtRegisteredClaimNames.Jti] = id,
        };
        if (request.Workspace is { } workspace)
        {
            claims[names.WorkspaceClaim] = workspace.Value;
        }

        if (request.Developer is { } developer)
        {
            claims[names.DeveloperClaim] = developer.Value;
        }

        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Name,
            Audience = audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + lifetime).UtcDateTime,
            Claims = claims,
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256),
        });
    }
}
