using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>How an app of the model looks from outside.</summary>
internal static class ExpectedAppView
{
    public static App Of(AppId id, AppModel app, IEnumerable<string> used, ModelCatalog catalog) => new()
    {
        Id = id,
        Name = app.Name,
        Developer = app.Developer,
        Visibility = app.Visibility,
        Workspaces = Ids.Of<WorkspaceId>(app.Workspaces),
        Status = app.Status,
        Suspension = app.Suspension,
        Capabilities = Ids.Of<CapabilityId>(app.Capabilities),
        Scopes = [.. app.Scopes.Select(scope => new AppScope(
            ScopeId.Parse(scope.Key),
            scope.Value,
            Ids.Of<CapabilityId>(app.Capabilities.Where(capability => catalog.Requires(capability, scope.Key)))))],
        Webhook = app.Url is { } url ? new(url, [.. app.Topics.Select(topic => TopicOf(topic, app, catalog))]) : null,
        ManifestVersion = app.Version,
        Live = app.Live is { } live && live.Version != app.Version
            ? new(live.Version, Ids.Of<ScopeId>(live.Scopes), Ids.Of<TopicId>(live.Topics))
            : null,
        Review = new()
        {
            SubmittedAt = app.SubmittedAt,
            DecidedAt = app.DecidedAt,
            DecidedBy = app.DecidedBy,
            Reasons = app.Reasons,
            OverPrivileged = Ids.Of<ScopeId>(Ids.Set(app.Scopes.Keys)
                .Except(catalog.RequiredBy(app.Capabilities))
                .Except(app.Topics.SelectMany(topic => catalog.NeedsOf(topic)).Select(scope => scope.Value))
                .Except(used)),
        },
        CreatedAt = app.CreatedAt,
        UpdatedAt = app.UpdatedAt,
    };

    public static LiveManifest ManifestOf(AppId id, AppModel app) => new()
    {
        App = id,
        Sequence = app.Version,
        Version = app.Live?.Version ?? 0,
        IsSuspended = app.Suspension is not null,
        Visibility = app.Visibility,
        Status = app.Status,
        IsInstallable = app.Visibility == AppVisibility.Private || app.Live?.IsApproved == true,
        Workspaces = Ids.Of<WorkspaceId>(app.Workspaces),
        Scopes = Ids.Of<ScopeId>(app.Live?.Scopes ?? Ids.None),
        RequiredScopes = Ids.Of<ScopeId>(app.Live?.Required ?? Ids.None),
        Topics = Ids.Of<TopicId>(app.Live?.Topics ?? Ids.None),
        Endpoint = app.Url is { } url ? new() { Url = url } : null,
    };

    public static AppSnapshot SnapshotOf(AppModel app) => new()
    {
        Name = app.Name,
        Visibility = app.Visibility,
        Workspaces = Ids.Of<WorkspaceId>(app.Workspaces),
        Status = app.Status,
        Suspension = app.Suspension,
        Capabilities = Ids.Of<CapabilityId>(app.Capabilities),
        Scopes = [.. app.Scopes.Select(scope => new RequestedScope(ScopeId.Parse(scope.Key), scope.Value))],
        Url = app.Url,
        Topics = Ids.Of<TopicId>(app.Topics),
        Reasons = app.Reasons,
    };

    private static AppTopic TopicOf(string topic, AppModel app, ModelCatalog catalog) => new(
        TopicId.Parse(topic),
        catalog.IsMet(topic, app.Scopes.Keys) ? AppTopicState.Subscribed : AppTopicState.MissingScope,
        catalog.NeedsOf(topic));
}
