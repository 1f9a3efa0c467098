using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>What is told of access tokens that were found where they should not be, to those whom it concerns.</summary>
internal static class LeakedTokens
{
    private const int Most = 5;

    // Long enough for somebody who comes by once a month. The audit log has the earlier ones, and those that much has come after:
    // a single look at it is enough for a page.
    private static readonly TimeSpan Recent = TimeSpan.FromDays(31);

    /// <summary>Those of one installation, as its workspace is told of them, newest first.</summary>
    public static Task<ImmutableArray<AuditEntry>> FindAsync(IGrainFactory grains, InstallationKey installation, DateTimeOffset now) =>
        FindAsync(grains, AuditTenant.Of(installation.Workspace), $"installation/{installation}", now, _ => true);

    /// <summary>Those of an app in any workspace, as its developer is told of them.</summary>
    public static Task<ImmutableArray<AuditEntry>> FindAsync(IGrainFactory grains, App app, DateTimeOffset now) =>
        FindAsync(grains, AuditTenant.Of(app.Developer), null, now, entry => entry.Event.Subject?.EndsWith($"/{app.Id}", StringComparison.Ordinal) == true);

    private static async Task<ImmutableArray<AuditEntry>> FindAsync(IGrainFactory grains, AuditTenant tenant, string? subject, DateTimeOffset now, Func<AuditEntry, bool> concerns)
    {
        var found = await grains.GetAuditList().ListAsync(tenant, new(AuditAction.AccessTokenLeaked, Subject: subject, From: now - Recent), newestFirst: true, after: null, limit: 100);
        return [.. found.Items.Where(concerns).Take(Most)];
    }
}
