using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>What others see of an app.</summary>
internal static class AppView
{
    public static App Of(AppId id, AppRecord record, AppUsage usage, Catalog catalog) => new()
    {
        Id = id,
        Name = record.Name,
        Developer = record.Developer,
        Visibility = record.Visibility,
        Workspaces = record.Workspaces,
        Status = record.Status,
        Suspension = record.Suspension,
        Capabilities = record.Capabilities,
        Scopes = [.. record.Scopes.Select(scope => new AppScope(scope.Id, scope.Reason, RequiredBy(scope.Id, record, catalog)))],
        Webhook = record.Webhook is { } webhook ? new(webhook.Url, Topics(record, catalog), webhook.Profile, record.WebhookGoneAt) : null,
        ManifestVersion = record.ManifestVersion,
        Live = LiveVersionOf(record),
        Review = new()
        {
            SubmittedAt = record.SubmittedAt,
            DecidedAt = record.DecidedAt,
            DecidedBy = record.DecidedBy,
            Reasons = record.Reasons,
            OverPrivileged = ReviewRules.OverPrivileged(record, usage.Scopes, catalog),
        },
        CreatedAt = record.CreatedAt,
        UpdatedAt = record.UpdatedAt,
        OAuth = new()
        {
            RedirectUris = record.RedirectUris,
            Keys = record.ClientKeys,
            TokenLifetime = record.TokenLifetime,
            Secrets = [.. record.ClientSecrets.Select(secret => new AppClientSecret(secret.Id, secret.Hint, secret.CreatedAt, usage.LastUseOf(secret.Id)))],
        },
    };

    public static OAuthClient ClientOf(AppId id, AppRecord record) => new()
    {
        App = id,
        Name = record.Name,
        RedirectUris = record.RedirectUris,
        Secrets = record.ClientSecrets,
        Keys = record.ClientKeys,
        TokenLifetime = record.TokenLifetime,
        IsSuspended = record.Suspension is not null,
        Developer = record.Developer,
    };

    public static AppSnapshot SnapshotOf(AppRecord record) => new()
    {
        Name = record.Name,
        Visibility = record.Visibility,
        Workspaces = record.Workspaces,
        Status = record.Status,
        Suspension = record.Suspension,
        Capabilities = record.Capabilities,
        Scopes = record.Scopes,
        Url = record.Webhook?.Url,
        Topics = record.Topics,
        Reasons = record.Reasons,
        RedirectUris = record.RedirectUris,
        ClientSecrets = [.. record.ClientSecrets.Select(secret => secret.Id)],
    };

    /// <summary>What installations depend on. Scopes and topics that have left the catalog are not among it: nobody could grant or revoke them.</summary>
    public static LiveManifest ManifestOf(AppId id, AppRecord record, Catalog catalog) => new()
    {
        App = id,
        Sequence = record.ManifestVersion,
        Version = record.Live?.Version ?? 0,
        IsSuspended = record.Suspension is not null,
        Visibility = record.Visibility,
        Status = record.Status,
        IsInstallable = record.Visibility == AppVisibility.Private || record.Live is { IsApproved: true },
        Workspaces = record.Workspaces,
        Scopes = [.. (record.Live?.Scopes ?? []).Where(scope => catalog.FindScope(scope) is not null)],
        RequiredScopes = [.. (record.Live?.RequiredScopes ?? []).Where(scope => catalog.FindScope(scope) is not null)],
        Topics = [.. (record.Live?.Topics ?? []).Where(topic => catalog.FindTopic(topic) is not null)],
        Endpoint = EndpointOf(record),
    };

    private static WebhookEndpoint? EndpointOf(AppRecord record) => record.Webhook is not { } webhook ? null : new()
    {
        Url = webhook.Url,
        Profile = webhook.Profile,
        GoneAt = record.WebhookGoneAt,
        Secrets = record.WebhookSecrets,
    };

    private static ImmutableArray<CapabilityId> RequiredBy(ScopeId scope, AppRecord record, Catalog catalog) =>
        [.. record.Capabilities.Where(capability => catalog.FindCapability(capability)?.RequiresScopes.Contains(scope) == true)];

    private static ImmutableArray<AppTopic> Topics(AppRecord record, Catalog catalog)
    {
        var scopes = record.Scopes.Select(scope => scope.Id).ToHashSet();
        return [.. record.Topics.Select(topic => new AppTopic(
            topic,
            catalog.Meets(topic, scopes) ? AppTopicState.Subscribed : AppTopicState.MissingScope,
            catalog.NeedsOf(topic)))];
    }

    private static LiveVersion? LiveVersionOf(AppRecord record) =>
        record.Live is { } live && live.Version != record.ManifestVersion ? new(live.Version, live.Scopes, live.Topics) : null;
}
