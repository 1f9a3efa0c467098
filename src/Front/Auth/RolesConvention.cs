using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;

namespace Registry.Front;

public static class RolesConvention
{
    /// <summary>Permits the endpoint to <paramref name="roles"/> only; which tenant's objects they reach is decided by <see cref="Tenancy"/>.</summary>
    public static TBuilder RequireRoles<TBuilder>(this TBuilder endpoint, Role roles)
        where TBuilder : IEndpointConventionBuilder
    {
        var requirement = new RolesRequirement(roles);
        var policy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(requirement).Build();
        return endpoint.RequireAuthorization(policy).WithMetadata(requirement);
    }
}
