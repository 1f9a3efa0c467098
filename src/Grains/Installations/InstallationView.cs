using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>What others see of an installation.</summary>
internal static class InstallationView
{
    /// <summary>What may be used while installation and app are active: granted, requested and known to the catalog.</summary>
    public static ImmutableArray<ScopeId> LiveGrant(InstallationRecord record, LiveManifest manifest, Catalog catalog) =>
        LiveGrant(record.GrantedScopes, manifest, catalog);

    /// <summary>What of a grant may be used while installation and app are active.</summary>
    public static ImmutableArray<ScopeId> LiveGrant(ImmutableArray<ScopeId> granted, LiveManifest manifest, Catalog catalog) =>
        [.. granted.Where(scope => manifest.Scopes.Contains(scope) && catalog.FindScope(scope) is not null)];

    /// <summary>What may be used now.</summary>
    public static ImmutableArray<ScopeId> EffectiveScopes(InstallationRecord record, LiveManifest manifest, Catalog catalog) =>
        IsActive(record, manifest) ? LiveGrant(record, manifest, catalog) : [];

    /// <summary>What the app requests and the workspace has not granted.</summary>
    public static ImmutableArray<ScopeId> PendingScopes(InstallationRecord record, LiveManifest manifest) =>
        record.Status == InstallationStatus.Uninstalled ? [] : [.. manifest.Scopes.Except(record.GrantedScopes)];

    public static Installation Of(InstallationKey key, InstallationRecord record, LiveManifest manifest, Catalog catalog) => new()
    {
        Key = key,
        Status = record.Status,
        Suspension = record.Suspension,
        GrantedScopes = record.GrantedScopes,
        EffectiveScopes = EffectiveScopes(record, manifest, catalog),
        PendingScopes = PendingScopes(record, manifest),
        Topics = Topics(record, manifest, catalog),
        Revision = record.Revision,
        ManifestVersion = manifest.Version,
        InstalledAt = record.InstalledAt,
        InstalledBy = record.InstalledBy,
        UpdatedAt = record.UpdatedAt,
    };

    public static InstallationSnapshot SnapshotOf(InstallationRecord record) => new()
    {
        Status = record.Status,
        Suspension = record.Suspension,
        GrantedScopes = record.GrantedScopes,
        DisabledTopics = record.DisabledTopics,
        Tokens = TokenRules.NamesOf(record),
    };

    /// <summary>The record as it was after a change.</summary>
    /// <param name="change">The change.</param>
    /// <param name="installed">The last install up to it.</param>
    public static InstallationRecord RecordOf(InstallationChange change, InstallationChange installed) => new()
    {
        Status = change.After.Status,
        Suspension = change.After.Suspension,
        GrantedScopes = change.After.GrantedScopes,
        DisabledTopics = change.After.DisabledTopics,
        Revision = change.Revision,
        InstalledAt = installed.At,
        InstalledBy = installed.Actor,
        UpdatedAt = change.At,
    };

    /// <summary>The topics that the app subscribes to, and whether each fires here.</summary>
    public static ImmutableArray<InstallationTopic> Topics(InstallationRecord record, LiveManifest manifest, Catalog catalog)
    {
        if (record.Status == InstallationStatus.Uninstalled)
        {
            return [];
        }

        var isActive = IsActive(record, manifest);
        var scopes = LiveGrant(record, manifest, catalog);
        return [.. manifest.Topics.Select(topic => new InstallationTopic(topic, StateOf(topic), catalog.NeedsOf(topic)))];

        InstallationTopicState StateOf(TopicId topic)
        {
            if (!isActive || record.DisabledTopics.Contains(topic))
            {
                return InstallationTopicState.Disabled;
            }

            return catalog.Meets(topic, scopes) ? InstallationTopicState.Active : InstallationTopicState.MissingScope;
        }
    }

    private static bool IsActive(InstallationRecord record, LiveManifest manifest) =>
        record.Status == InstallationStatus.Installed && !manifest.IsSuspended;
}
