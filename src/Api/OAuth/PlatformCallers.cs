using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Server.OpenIddictServerEvents;
using Errors = OpenIddict.Abstractions.OpenIddictConstants.Errors;

namespace Registry.Api;

/// <summary>
/// Lets services of the platform introspect with the token that they make checks with (RFC 7662 section 2.1): an API gateway is
/// no app. Whoever comes without that has to be a client.
/// </summary>
internal sealed class PlatformCallers(KnownCallers known, CallerClaims claims, RateLimits limits) : IOpenIddictServerHandler<ValidateIntrospectionRequestContext>
{
    private static readonly RolesRequirement Requirement = new(Permissions.Introspect);

    public async ValueTask HandleAsync(ValidateIntrospectionRequestContext context)
    {
        if (!string.IsNullOrEmpty(context.ClientId))
        {
            return;
        }

        var http = context.Transaction.GetHttpRequest()!.HttpContext;
        if (await FindAsync(http) is not { } caller)
        {
            context.Reject(Errors.InvalidClient, "Introspection needs who asks: the bearer token of a service of the platform, or the client id and secret of the app whose token it is.");
        }
        else if (limits.Count(http, caller, isCheck: true) is { } refusal)
        {
            await refusal.ExecuteAsync(http);
            context.HandleRequest();
        }
    }

    private async Task<Caller?> FindAsync(HttpContext http)
    {
        if (known.TryAdmit(http, Requirement))
        {
            return Caller.Of(http);
        }

        var result = await http.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme);
        return result.Principal is { } principal ? claims.Read(principal, Requirement.Permitted) : null;
    }
}
