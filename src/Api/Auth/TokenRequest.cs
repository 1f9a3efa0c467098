using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>What a token of the local issuer is to say.</summary>
internal sealed record TokenRequest(IReadOnlyList<string> Roles, WorkspaceId? Workspace, DeveloperId? Developer)
{
    /// <summary>The bearer as histories name it; with several roles, each of them.</summary>
    public string Holder => string.Join(',', Roles.Select(role => role switch
    {
        RoleNames.WorkspaceAdmin => $"{role}:{Workspace}",
        RoleNames.Developer => $"{role}:{Developer}",
        _ => role,
    }));

    /// <summary>The audit logs that tell of it: the platform's, and those of whom it is for.</summary>
    public IEnumerable<AuditTenant> Logs
    {
        get
        {
            yield return AuditTenant.Platform;
            if (Workspace is { } workspace)
            {
                yield return AuditTenant.Of(workspace);
            }

            if (Developer is { } developer)
            {
                yield return AuditTenant.Of(developer);
            }
        }
    }
}
