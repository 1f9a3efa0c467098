using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>How an installation of the model looks from outside, and what it allows.</summary>
internal static class ExpectedInstallationView
{
    public static Installation Of(InstallationKey key, InstallationModel installation, AppModel app, ModelCatalog catalog)
    {
        var live = app.Live!;
        var isThere = installation.Status != InstallationStatus.Uninstalled;
        return new()
        {
            Key = key,
            Status = installation.Status,
            Suspension = installation.Suspension,
            GrantedScopes = Ids.Of<ScopeId>(installation.Granted),
            EffectiveScopes = Ids.Of<ScopeId>(Effective(installation, app)),
            PendingScopes = isThere ? Ids.Of<ScopeId>(live.Scopes.Except(installation.Granted)) : [],
            Topics = isThere ? [.. live.Topics.Select(topic => TopicOf(topic, installation, app, catalog))] : [],
            Revision = installation.Revision,
            ManifestVersion = live.Version,
            InstalledAt = installation.InstalledAt,
            InstalledBy = installation.InstalledBy,
            UpdatedAt = installation.UpdatedAt,
        };
    }

    public static InstallationSnapshot SnapshotOf(InstallationModel installation) => new()
    {
        Status = installation.Status,
        Suspension = installation.Suspension,
        GrantedScopes = Ids.Of<ScopeId>(installation.Granted),
        DisabledTopics = Ids.Of<TopicId>(installation.Disabled),
    };

    public static ImmutableSortedSet<string> Effective(InstallationModel installation, AppModel app) =>
        IsActive(installation, app) ? installation.Granted.Intersect(app.Live!.Scopes) : Ids.None;

    /// <summary>Rule 13.</summary>
    public static ScopeDecision Check(InstallationModel? installation, AppModel? app, string scope, ModelCatalog catalog)
    {
        return new(Reason(), installation?.Revision ?? 0);

        CheckReason Reason() =>
            installation is null or { Status: InstallationStatus.Uninstalled } ? CheckReason.NotInstalled
            : app!.Suspension is not null ? CheckReason.AppSuspended
            : installation.Status == InstallationStatus.Suspended ? CheckReason.InstallationSuspended
            : !catalog.Scopes.Contains(scope) ? CheckReason.UnknownScope
            : !app.Live!.Scopes.Contains(scope) ? CheckReason.ScopeNotRequested
            : !installation.Granted.Contains(scope) ? CheckReason.ScopeNotGranted
            : CheckReason.Granted;
    }

    private static bool IsActive(InstallationModel installation, AppModel app) =>
        installation.Status == InstallationStatus.Installed && app.Suspension is null;

    private static InstallationTopic TopicOf(string topic, InstallationModel installation, AppModel app, ModelCatalog catalog)
    {
        var state = !IsActive(installation, app) || installation.Disabled.Contains(topic) ? InstallationTopicState.Disabled
            : catalog.IsMet(topic, Effective(installation, app)) ? InstallationTopicState.Active
            : InstallationTopicState.MissingScope;
        return new(TopicId.Parse(topic), state, catalog.NeedsOf(topic));
    }
}
