using System.Security.Claims;
using Microsoft.IdentityModel.Tokens;
using Registry.Front;

namespace Registry.Api;

/// <summary>A token that was found to be valid.</summary>
/// <param name="Result">What the validation found.</param>
/// <param name="Keys">The keys of the issuer that it was validated with.</param>
/// <param name="Until">When it ends, the permitted difference of the clocks included.</param>
internal sealed record RememberedToken(TokenValidationResult Result, object Keys, DateTimeOffset Until)
{
    // One for each set of roles that an endpoint permits; the same whoever works it out.
    private readonly Caller?[] callers = new Caller?[(int)Role.Any + 1];

    public ClaimsPrincipal Principal { get; } = new(Result.ClaimsIdentity);

    /// <summary>The caller in a role that is permitted; null where the token has none.</summary>
    public Caller? CallerIn(Role permitted, CallerClaims claims) => callers[(int)permitted] ??= claims.Read(Principal, permitted);
}
