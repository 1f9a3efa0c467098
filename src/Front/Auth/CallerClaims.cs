using System.Security.Claims;
using Microsoft.Extensions.Options;
using Registry.Grains.Interfaces;

namespace Registry.Front;

/// <summary>Reads callers from the claims of a validated token.</summary>
public sealed class CallerClaims(IOptions<AuthOptions> options)
{
    private readonly AuthOptions names = options.Value;

    /// <summary>The caller in the strongest of the roles that the token has and <paramref name="permitted"/> lists; null where there is none.</summary>
    public Caller? Read(ClaimsPrincipal principal, Role permitted)
    {
        var held = Held(principal) & permitted;
        var subject = principal.FindFirstValue("sub");
        if (held.HasFlag(Role.Operator))
        {
            return new Caller { Role = Role.Operator, Subject = subject };
        }

        if (held.HasFlag(Role.Service))
        {
            return new Caller { Role = Role.Service, Subject = subject };
        }

        if (held.HasFlag(Role.WorkspaceAdmin) && Single<WorkspaceId>(principal, names.WorkspaceClaim) is { } workspace)
        {
            return new Caller { Role = Role.WorkspaceAdmin, Workspace = workspace, Subject = subject };
        }

        if (held.HasFlag(Role.Developer) && Single<DeveloperId>(principal, names.DeveloperClaim) is { } developer)
        {
            return new Caller { Role = Role.Developer, Developer = developer, Subject = subject };
        }

        return null;
    }

    private Role Held(ClaimsPrincipal principal)
    {
        var held = Role.None;
        foreach (var claim in principal.FindAll(names.RoleClaim))
        {
            foreach (var name in claim.Value.AsSpan().Split(' '))
            {
                held |= RoleNames.Parse(claim.Value[name]);
            }
        }

        return held;
    }

    // A token that names two tenants is good for none: nothing says which one is meant.
    private static T? Single<T>(ClaimsPrincipal principal, string claimName)
        where T : struct, IIdentifier<T>
    {
        T? found = null;
        foreach (var claim in principal.FindAll(claimName))
        {
            if (found is not null || !T.TryParse(claim.Value, null, out var id))
            {
                return null;
            }

            found = id;
        }

        return found;
    }
}
