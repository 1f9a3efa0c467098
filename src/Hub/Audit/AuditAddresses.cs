using Microsoft.AspNetCore.Http;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>Where audit logs are shown.</summary>
internal static class AuditAddresses
{
    public static string Of(AuditTenant tenant) => tenant switch
    {
        { Workspace: { } workspace } => $"/audit/workspaces/{workspace}",
        { Developer: { } developer } => $"/audit/developers/{developer}",
        _ => "/audit",
    };

    public static string Export(AuditTenant tenant) => $"{Of(tenant)}/export";

    /// <summary>The same page, with the outcome of a verification on it.</summary>
    public static string Verify(AuditTenant tenant) => $"{Of(tenant)}{QueryString.Create("verify", "true")}";

    /// <summary>The logs that a person may read, that of the widest reach first.</summary>
    public static IEnumerable<AuditTenant> ReachedBy(Person person)
    {
        if (person.Operator)
        {
            yield return AuditTenant.Platform;
        }

        if (person.Workspace is { } workspace)
        {
            yield return AuditTenant.Of(workspace);
        }

        if (person.Developer is { } developer)
        {
            yield return AuditTenant.Of(developer);
        }
    }
}
