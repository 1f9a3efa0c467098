using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>
/// Which objects a caller reaches: the one place that decides it. What belongs to another tenant looks exactly like
/// what does not exist.
/// </summary>
internal static class Tenancy
{
    /// <summary>Ends the request as not found unless the caller may reach <paramref name="workspace"/>.</summary>
    public static void Demand(this Caller caller, WorkspaceId workspace)
    {
        if (!caller.Reaches(workspace))
        {
            throw new ProblemException(Problems.NotFound);
        }
    }

    public static bool Reaches(this Caller caller, WorkspaceId workspace) => caller.Role switch
    {
        Role.Operator or Role.Service => true,
        Role.WorkspaceAdmin => caller.Workspace == workspace,
        _ => false,
    };

    /// <summary>The developer whose apps alone the caller reaches (the grain tells them apart); null for one who reaches all.</summary>
    public static DeveloperId? OwnerFilter(this Caller caller) => caller.Role switch
    {
        Role.Operator or Role.Service => null,
        Role.Developer => caller.Developer,
        _ => throw new ProblemException(Problems.NotFound),
    };

    /// <summary>The same for a call that may also come from a workspace admin, who reaches objects by workspace and not by owner.</summary>
    public static DeveloperId? OwnerFilterOrNone(this Caller caller) =>
        caller.Role == Role.WorkspaceAdmin ? null : caller.OwnerFilter();
}
