using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Registry.Front;

/// <summary>Lets a call through whose token has one of the roles that the endpoint permits, and says which.</summary>
public sealed class CallerAuthorization(CallerClaims claims) : AuthorizationHandler<RolesRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RolesRequirement requirement)
    {
        if (context.Resource is HttpContext http
            && context.User.Identity is { IsAuthenticated: true }
            && claims.Read(context.User, requirement.Permitted) is { } caller)
        {
            http.Features.Set(caller);
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
