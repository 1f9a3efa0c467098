using System.Collections.Immutable;
using Registry.Grains.Interfaces;
using InstallationRuling = Registry.Grains.Tests.Ruling<Registry.Grains.Interfaces.InstallationAction, Registry.Grains.Tests.InstallationModel>;

namespace Registry.Grains.Tests;

/// <summary>Rules 9 to 12 of the domain: what becomes of an installation.</summary>
internal static class ExpectedInstallations
{
    public static InstallationRuling Install(InstallationModel? current, WorkspaceId workspace, InstallRequest request, AppModel? app, ModelCatalog catalog)
    {
        if (app is null)
        {
            return new Refusal.NotFound();
        }

        if (app.Visibility == AppVisibility.Private && !app.Workspaces.Contains(workspace.Value))
        {
            return current is null ? new Refusal.NotFound() : new Refusal.AppNotInstallable(app.Status);
        }

        if (app.Live is not { } live || (app.Visibility == AppVisibility.Public && !live.IsApproved))
        {
            return new Refusal.AppNotInstallable(app.Status);
        }

        if (app.Suspension is not null)
        {
            return new Refusal.AppSuspended();
        }

        var granted = request.Scopes is { } scopes ? Ids.SetOf(scopes) : live.Scopes;
        var enabled = request.Topics is { } topics ? Ids.SetOf(topics) : Ids.None;
        var refusal = RefuseGrant(granted, live, catalog) ?? RefuseTopics(enabled, live, catalog) ?? catalog.Unmet(enabled, granted);
        if (refusal is not null)
        {
            return refusal;
        }

        var disabled = request.Topics is null ? Ids.None : live.Topics.Except(enabled).Except(catalog.AlwaysSubscribed);
        return current is null or { Status: InstallationStatus.Uninstalled }
            ? (InstallationAction.Installed, new() { Granted = granted, Disabled = disabled })
            : (InstallationAction.Updated, current with { Granted = granted, Disabled = disabled });
    }

    public static InstallationRuling Uninstall(InstallationModel current) =>
        (InstallationAction.Uninstalled, current with { Status = InstallationStatus.Uninstalled, Suspension = null, Granted = Ids.None, Disabled = Ids.None });

    public static InstallationRuling SetScopes(InstallationModel current, ImmutableSortedSet<string> scopes, LiveModel live, ModelCatalog catalog) =>
        RefuseGrant(scopes, live, catalog) is { } refusal ? refusal : (InstallationAction.ScopesSet, current with { Granted = scopes });

    public static InstallationRuling Grant(InstallationModel current, string scope, LiveModel live, ModelCatalog catalog) =>
        RefuseScopes([scope], live, catalog) is { } refusal
            ? refusal
            : (InstallationAction.ScopeGranted, current with { Granted = current.Granted.Add(scope) });

    public static InstallationRuling Revoke(InstallationModel current, string scope, LiveModel live, ModelCatalog catalog)
    {
        if (catalog.UnknownScopes([scope]) is { } unknown)
        {
            return unknown;
        }

        return current.Granted.Contains(scope) && live.Required.Contains(scope)
            ? new Refusal.RequiredScopesMissing([ScopeId.Parse(scope)])
            : (InstallationAction.ScopeRevoked, current with { Granted = current.Granted.Remove(scope) });
    }

    public static InstallationRuling EnableTopic(InstallationModel current, string topic, LiveModel live, ModelCatalog catalog) =>
        (RefuseTopics([topic], live, catalog) ?? catalog.Unmet([topic], current.Granted.Intersect(live.Scopes))) is { } refusal
            ? refusal
            : (InstallationAction.TopicEnabled, current with { Disabled = current.Disabled.Remove(topic) });

    public static InstallationRuling DisableTopic(InstallationModel current, string topic, LiveModel live, ModelCatalog catalog)
    {
        var refusal = RefuseTopics([topic], live, catalog) ?? (catalog.AlwaysSubscribed.Contains(topic) ? new Refusal.Conflict("") : null);
        return refusal is not null ? refusal : (InstallationAction.TopicDisabled, current with { Disabled = current.Disabled.Add(topic) });
    }

    public static InstallationRuling Suspend(InstallationModel current, string reason, string actor, DateTimeOffset now) =>
        (InstallationAction.Suspended, current.Suspension?.Reason == reason
            ? current
            : current with { Status = InstallationStatus.Suspended, Suspension = new(reason, actor, now) });

    public static InstallationRuling Resume(InstallationModel current) =>
        (InstallationAction.Resumed, current with { Status = InstallationStatus.Installed, Suspension = null });

    private static Refusal? RefuseScopes(IEnumerable<string> scopes, LiveModel live, ModelCatalog catalog) =>
        catalog.UnknownScopes(scopes)
        ?? (Ids.Set(scopes).Except(live.Scopes) is { Count: > 0 } foreign ? new Refusal.ScopesNotRequested(Ids.Of<ScopeId>(foreign)) : null);

    private static Refusal? RefuseGrant(ImmutableSortedSet<string> scopes, LiveModel live, ModelCatalog catalog) =>
        RefuseScopes(scopes, live, catalog)
        ?? (live.Required.Except(scopes) is { Count: > 0 } missing ? new Refusal.RequiredScopesMissing(Ids.Of<ScopeId>(missing)) : null);

    private static Refusal? RefuseTopics(IEnumerable<string> topics, LiveModel live, ModelCatalog catalog) =>
        catalog.UnknownTopics(topics)
        ?? (Ids.Set(topics).Except(live.Topics) is { Count: > 0 } foreign ? new Refusal.TopicsNotSubscribed(Ids.Of<TopicId>(foreign)) : null);
}
