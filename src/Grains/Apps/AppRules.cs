using System.Collections.Immutable;
using Registry.Grains.Interfaces;
using AppDecision = Registry.Grains.Decision<Registry.Grains.AppRecord, Registry.Grains.Interfaces.AppAction>;

namespace Registry.Grains;

/// <summary>What may be changed in an app, and what comes of it. Needs no storage.</summary>
internal static class AppRules
{
    public static AppDecision Put(AppRecord? current, AppDefinition definition, Catalog catalog, Stamp stamp)
    {
        if (current is not null && current.Developer != definition.Developer)
        {
            return new Refusal.Conflict($"The app belongs to the developer {current.Developer}; an app can't change hands.");
        }

        if (current is { Visibility: AppVisibility.Public, Live.IsApproved: true } && definition.Visibility == AppVisibility.Private)
        {
            return new Refusal.Conflict("The app is approved and installed as such; as a private app it would change there without review. Register a private app beside it.");
        }

        var selected = definition.Scopes.Select(scope => scope.Id).ToHashSet();
        var scopes = WithForced(definition.Scopes, catalog.RequiredBy(definition.Capabilities));
        var refusal = catalog.RefuseUnknown(definition.Capabilities)
            ?? catalog.RefuseUnknown(selected)
            ?? RefuseTopics(current, definition.Webhook, scopes, catalog);
        if (refusal is not null)
        {
            return refusal;
        }

        var next = (current ?? NewRecord(definition, stamp)) with
        {
            Name = definition.Name,
            Visibility = definition.Visibility,
            Workspaces = definition.Workspaces.Ordered(),
            Capabilities = definition.Capabilities.Ordered(),
            Scopes = scopes,
            Webhook = WithAlwaysSubscribed(definition.Webhook, catalog),
            // Nobody who saves a name says that the endpoint is back.
            WebhookGoneAt = current?.Webhook?.Url == definition.Webhook?.Url ? current?.WebhookGoneAt : null,
        };
        return AppVersioning.Advance(current, next, current is null ? AppAction.Created : AppAction.Replaced, catalog, stamp);
    }

    public static AppDecision SetScopes(AppRecord current, ImmutableArray<RequestedScope> scopes, Catalog catalog, Stamp stamp)
    {
        var selected = scopes.Select(scope => scope.Id).ToHashSet();
        if (catalog.RefuseUnknown(selected) is { } unknown)
        {
            return unknown;
        }

        var missing = catalog.RequiredBy(current.Capabilities).Where(scope => !selected.Contains(scope)).ToImmutableArray();
        return missing.IsEmpty
            ? AppVersioning.Advance(current, current with { Scopes = Ordered(scopes) }, AppAction.ScopesSet, catalog, stamp)
            : new Refusal.RequiredScopesMissing(missing);
    }

    public static AppDecision SetWebhook(AppRecord current, WebhookDefinition webhook, Catalog catalog, Stamp stamp) =>
        RefuseTopics(current, webhook, current.Scopes, catalog) is { } refusal
            ? refusal
            : AppVersioning.Advance(current, current with { Webhook = WithAlwaysSubscribed(webhook, catalog), WebhookGoneAt = null }, AppAction.WebhookSet, catalog, stamp);

    public static AppDecision Suspend(AppRecord current, string reason, Catalog catalog, Stamp stamp) =>
        current.Suspension?.Reason == reason
            ? new AppDecision.Unchanged()
            : AppVersioning.Advance(current, current with { Suspension = new(reason, stamp.Actor, stamp.At) }, AppAction.Suspended, catalog, stamp);

    public static AppDecision Resume(AppRecord current, Catalog catalog, Stamp stamp) =>
        AppVersioning.Advance(current, current with { Suspension = null }, AppAction.Resumed, catalog, stamp);

    /// <summary>The topics that fire before the change and not after it, for want of a scope.</summary>
    public static ImmutableArray<TopicId> SilencedTopics(AppRecord? before, AppRecord after, Catalog catalog)
    {
        if (before is null)
        {
            return [];
        }

        var had = before.Scopes.Select(scope => scope.Id).ToHashSet();
        var has = after.Scopes.Select(scope => scope.Id).ToHashSet();
        return [.. after.Topics.Where(topic => before.Topics.Contains(topic) && catalog.Meets(topic, had) && !catalog.Meets(topic, has))];
    }

    // Topics that are subscribed already may stay although their scope is gone: they are silent until it comes back.
    private static Refusal? RefuseTopics(AppRecord? current, WebhookDefinition? webhook, ImmutableArray<RequestedScope> scopes, Catalog catalog)
    {
        var topics = webhook?.Topics ?? [];
        var added = topics.Except(current?.Topics ?? []);
        return catalog.RefuseUnknown(topics) ?? catalog.RefuseUnmet(added, scopes.Select(scope => scope.Id).ToHashSet());
    }

    private static ImmutableArray<RequestedScope> WithForced(ImmutableArray<RequestedScope> selected, ImmutableArray<ScopeId> forced) =>
        Ordered([.. selected, .. forced.Except(selected.Select(scope => scope.Id)).Select(scope => new RequestedScope(scope))]);

    private static ImmutableArray<RequestedScope> Ordered(ImmutableArray<RequestedScope> scopes) =>
        [.. scopes.DistinctBy(scope => scope.Id).OrderBy(scope => scope.Id.Value, StringComparer.Ordinal)];

    private static WebhookDefinition? WithAlwaysSubscribed(WebhookDefinition? webhook, Catalog catalog) =>
        webhook is null ? null : webhook with { Topics = webhook.Topics.Concat(catalog.AlwaysSubscribedTopics).Ordered() };

    private static AppRecord NewRecord(AppDefinition definition, Stamp stamp) => new()
    {
        Name = definition.Name,
        Developer = definition.Developer,
        Visibility = definition.Visibility,
        Status = AppStatus.Draft,
        ManifestVersion = 0,
        ClientSecrets = definition.FirstSecret is { } secret ? [ClientRules.Of(secret, stamp)] : [],
        CreatedAt = stamp.At,
        UpdatedAt = stamp.At,
    };
}
