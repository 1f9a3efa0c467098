using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Registry.Front;

namespace Registry.Api;

/// <summary>
/// Lets a call in whose token is remembered, as who it was found to be when it was validated: for a check, the handlers of
/// authentication and authorization cost more than all the rest. Whatever else comes takes the long way through them, and
/// only they ever turn a call away.
/// </summary>
internal sealed class KnownCallers(RememberedTokens tokens, CallerClaims claims, IOptionsMonitor<JwtBearerOptions> options)
{
    private const string Prefix = $"{JwtBearerDefaults.AuthenticationScheme} ";

    // Made when the first call comes: with an external issuer, the settings are complete by then.
    private readonly Lazy<JwtBearerOptions> bearer = new(() => options.Get(JwtBearerDefaults.AuthenticationScheme));

    /// <summary>Lets the call in; false where it has to take the long way.</summary>
    public bool TryAdmit(HttpContext context)
    {
        // Endpoints of the API have these roles and no other condition (RolesConvention).
        if (context.GetEndpoint()?.Metadata.GetMetadata<RolesRequirement>() is not { } requirement
            || context.Request.Headers.Authorization is not [{ } header]
            || !header.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var settings = bearer.Value;
        var keys = RememberedTokens.KeysAsync(settings.ConfigurationManager as BaseConfigurationManager, settings.TokenValidationParameters);
        if (!keys.IsCompletedSuccessfully || tokens.Find(header.AsSpan(Prefix.Length), keys.Result) is not { } token || token.CallerIn(requirement.Permitted, claims) is not { } caller)
        {
            return false;
        }

        context.User = token.Principal;
        context.Features.Set(caller);
        return true;
    }
}
