using Microsoft.AspNetCore.Authorization;
using Registry.Front;

namespace Registry.Hub;

/// <summary>Lets in who is signed in with one of the roles, one of <see cref="Permissions"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class HubRolesAttribute : AuthorizeAttribute, IAuthorizationRequirementData
{
    private readonly Role permitted;

    public HubRolesAttribute(Role permitted)
    {
        this.permitted = permitted;
        AuthenticationSchemes = HubSessions.Scheme;
    }

    public Role Permitted => permitted;

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new RolesRequirement(permitted)];
}
