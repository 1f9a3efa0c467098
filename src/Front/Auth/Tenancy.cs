using Registry.Grains.Interfaces;

namespace Registry.Front;

/// <summary>
/// Which objects a caller reaches: the one place that decides it. What belongs to another tenant looks exactly like
/// what does not exist.
/// </summary>
public static class Tenancy
{
    /// <summary>Goes on only where the caller may reach <paramref name="workspace"/>.</summary>
    /// <exception cref="OutOfReachException">It may not: to this caller the workspace does not exist.</exception>
    public static void Demand(this Caller caller, WorkspaceId workspace)
    {
        if (!caller.Reaches(workspace))
        {
            throw new OutOfReachException();
        }
    }

    public static bool Reaches(this Caller caller, WorkspaceId workspace) => caller.Role switch
    {
        Role.Operator or Role.Service => true,
        Role.WorkspaceAdmin => caller.Workspace == workspace,
        _ => false,
    };

    /// <summary>Goes on only where the caller may read <paramref name="log"/>: an operator any, everybody else the own one.</summary>
    /// <exception cref="OutOfReachException">It may not: to this caller the log does not exist.</exception>
    public static void Demand(this Caller caller, AuditTenant log)
    {
        var reaches = caller.Role switch
        {
            Role.Operator => true,
            Role.WorkspaceAdmin => caller.Workspace is { } workspace && log == AuditTenant.Of(workspace),
            Role.Developer => caller.Developer is { } developer && log == AuditTenant.Of(developer),
            _ => false,
        };
        if (!reaches)
        {
            throw new OutOfReachException();
        }
    }

    /// <summary>The developer whose apps alone the caller reaches (the grain tells them apart); null for one who reaches all.</summary>
    /// <exception cref="OutOfReachException">The caller reaches no apps at all.</exception>
    public static DeveloperId? OwnerFilter(this Caller caller) => caller.Role switch
    {
        Role.Operator or Role.Service => null,
        Role.Developer => caller.Developer,
        _ => throw new OutOfReachException(),
    };

    /// <summary>The same for a call that may also come from a workspace admin, who reaches objects by workspace and not by owner.</summary>
    public static DeveloperId? OwnerFilterOrNone(this Caller caller) =>
        caller.Role == Role.WorkspaceAdmin ? null : caller.OwnerFilter();
}
