using System.Collections.Immutable;
using Registry.Grains.Interfaces;
using InstallationDecision = Registry.Grains.Decision<Registry.Grains.InstallationRecord, Registry.Grains.Interfaces.InstallationAction>;

namespace Registry.Grains;

/// <summary>Whether an app can be installed in a workspace, and with what. Needs no storage.</summary>
internal static class InstallRules
{
    public static InstallationDecision Install(
        InstallationRecord? current,
        WorkspaceId workspace,
        InstallRequest request,
        LiveManifest? manifest,
        Catalog catalog,
        Stamp stamp)
    {
        if (manifest is null)
        {
            return new Refusal.NotFound();
        }

        var scopes = request.Scopes?.Ordered() ?? manifest.Scopes;
        var refusal = RefuseApp(current, workspace, manifest)
            ?? InstallationRules.RefuseGrant(scopes, manifest, catalog)
            ?? RefuseTopics(request.Topics ?? [], scopes, manifest, catalog);
        if (refusal is not null)
        {
            return refusal;
        }

        var disabled = DisabledTopics(request.Topics, manifest, catalog);
        return current is { Status: not InstallationStatus.Uninstalled }
            ? InstallationRules.Next(current, current with { GrantedScopes = scopes, DisabledTopics = disabled }, InstallationAction.Updated, stamp)
            : new InstallationDecision.Change(InstallationAction.Installed, new()
            {
                Status = InstallationStatus.Installed,
                GrantedScopes = scopes,
                DisabledTopics = disabled,
                Revision = (current?.Revision ?? 0) + 1,
                InstalledAt = stamp.At,
                InstalledBy = stamp.Actor,
                UpdatedAt = stamp.At,
            });
    }

    /// <summary>Whether a workspace that does not have the app can install it now.</summary>
    public static bool IsInstallable(WorkspaceId workspace, LiveManifest manifest) => RefuseApp(current: null, workspace, manifest) is null;

    /// <summary>Why the app can't be installed in the workspace, or brought up to date there; null where it can.</summary>
    public static Refusal? RefuseApp(InstallationRecord? current, WorkspaceId workspace, LiveManifest manifest)
    {
        if (manifest.Visibility == AppVisibility.Private && !manifest.Workspaces.Contains(workspace))
        {
            // Somebody else's private app does not exist for a workspace that never had it.
            return current is null ? new Refusal.NotFound() : new Refusal.AppNotInstallable(manifest.Status);
        }

        if (!manifest.IsInstallable)
        {
            return new Refusal.AppNotInstallable(manifest.Status);
        }

        return manifest.IsSuspended ? new Refusal.AppSuspended() : null;
    }

    private static Refusal? RefuseTopics(ImmutableArray<TopicId> topics, ImmutableArray<ScopeId> scopes, LiveManifest manifest, Catalog catalog) =>
        InstallationRules.RefuseTopics(topics, manifest, catalog) ?? catalog.RefuseUnmet(topics, scopes);

    private static ImmutableArray<TopicId> DisabledTopics(ImmutableArray<TopicId>? enabled, LiveManifest manifest, Catalog catalog) =>
        enabled is { } topics
            ? manifest.Topics.Where(topic => !topics.Contains(topic) && !catalog.IsAlwaysSubscribed(topic)).Ordered()
            : [];
}
