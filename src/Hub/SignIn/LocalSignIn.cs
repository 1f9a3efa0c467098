using System.Security.Claims;
using Registry.Front;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>Makes the session of a person who picks who to be, where the registry is its own issuer.</summary>
internal static class LocalSignIn
{
    /// <summary>The workspace that fields start with; the walkthrough of the README is about it.</summary>
    public const string FirstWorkspace = "ws_acme";

    public static ClaimsPrincipal As(Role role, AuthOptions names, DeveloperId? developer, WorkspaceId? workspace)
    {
        var claims = new List<Claim> { new(names.RoleClaim, RoleNames.Of(role).Single()) };
        if (developer is { } self)
        {
            claims.Add(new(names.DeveloperClaim, self.Value));
        }

        if (workspace is { } own)
        {
            claims.Add(new(names.WorkspaceClaim, own.Value));
        }

        return new ClaimsPrincipal(new ClaimsIdentity(claims, HubSessions.Scheme, "name", names.RoleClaim));
    }
}
