using System.Collections.Immutable;
using Registry.Grains.Interfaces;
using AppRuling = Registry.Grains.Tests.Ruling<Registry.Grains.Interfaces.AppAction, Registry.Grains.Tests.AppModel>;

namespace Registry.Grains.Tests;

/// <summary>Rules 3 to 8 of the domain: what becomes of an app.</summary>
internal static class ExpectedApps
{
    public static AppRuling Put(AppModel? app, AppDefinition wanted, ModelCatalog catalog)
    {
        if (app is not null && app.Developer != wanted.Developer)
        {
            return new Refusal.Conflict("");
        }

        // Rule 7: what is installed in its approved version does not change without review.
        if (app is { Visibility: AppVisibility.Public, Live.IsApproved: true } && wanted.Visibility == AppVisibility.Private)
        {
            return new Refusal.Conflict("");
        }

        var capabilities = Ids.SetOf(wanted.Capabilities);
        if (catalog.UnknownCapabilities(capabilities) is { } unknown)
        {
            return unknown;
        }

        // Rule 3: forced scopes are selected by themselves.
        var scopes = Requested(wanted.Scopes);
        foreach (var forced in catalog.RequiredBy(capabilities).Except(scopes.Keys))
        {
            scopes = scopes.Add(forced, null);
        }

        var topics = wanted.Webhook is { } webhook ? Ids.SetOf(webhook.Topics) : Ids.None;
        var refusal = catalog.UnknownScopes(scopes.Keys) ?? RefuseTopics(app, topics, scopes.Keys, catalog);
        return refusal is not null ? refusal : (app is null ? AppAction.Created : AppAction.Replaced, (app ?? New(wanted)) with
        {
            Name = wanted.Name,
            Visibility = wanted.Visibility,
            Workspaces = Ids.SetOf(wanted.Workspaces),
            Capabilities = capabilities,
            Scopes = scopes,
            Url = wanted.Webhook?.Url,
            Topics = wanted.Webhook is null ? Ids.None : topics.Union(catalog.AlwaysSubscribed),
        });
    }

    public static AppRuling SetScopes(AppModel app, ImmutableArray<RequestedScope> wanted, ModelCatalog catalog)
    {
        var scopes = Requested(wanted);
        var missing = catalog.RequiredBy(app.Capabilities).Except(scopes.Keys);
        var refusal = catalog.UnknownScopes(scopes.Keys)
            ?? (missing.IsEmpty ? null : new Refusal.RequiredScopesMissing(Ids.Of<ScopeId>(missing)));
        return refusal is not null ? refusal : (AppAction.ScopesSet, app with { Scopes = scopes });
    }

    public static AppRuling SetWebhook(AppModel app, WebhookDefinition wanted, ModelCatalog catalog)
    {
        var topics = Ids.SetOf(wanted.Topics);
        return RefuseTopics(app, topics, app.Scopes.Keys, catalog) is { } refusal
            ? refusal
            : (AppAction.WebhookSet, app with { Url = wanted.Url, Topics = topics.Union(catalog.AlwaysSubscribed) });
    }

    public static AppRuling Submit(AppModel app, ModelCatalog catalog, DateTimeOffset now)
    {
        if (app.Visibility == AppVisibility.Private || app.Status == AppStatus.Approved)
        {
            return new Refusal.Conflict("");
        }

        if (app.Status == AppStatus.Submitted)
        {
            return (AppAction.Submitted, app);
        }

        // Rule 7: each request carries a reason, except what the developer did not choose.
        var forced = catalog.RequiredBy(app.Capabilities);
        var unexplained = app.Scopes.Where(scope => string.IsNullOrWhiteSpace(scope.Value) && !forced.Contains(scope.Key)).Select(scope => scope.Key).ToArray();
        return unexplained.Length > 0
            ? new Refusal.ReasonRequired(Ids.Of<ScopeId>(unexplained))
            : (AppAction.Submitted, app with { Status = AppStatus.Submitted, SubmittedAt = now, DecidedAt = null, DecidedBy = null, Reasons = [] });
    }

    public static AppRuling Review(AppModel app, ReviewDecision decision, string actor, DateTimeOffset now)
    {
        var (action, status) = decision.Approve ? (AppAction.Approved, AppStatus.Approved) : (AppAction.Rejected, AppStatus.Rejected);
        if (app.Status == status && app.Reasons.SequenceEqual(decision.Reasons))
        {
            return (action, app);
        }

        return app.Status != AppStatus.Submitted || decision.Approve != decision.Reasons.IsEmpty
            ? new Refusal.Conflict("")
            : (action, app with { Status = status, DecidedAt = now, DecidedBy = actor, Reasons = decision.Reasons });
    }

    public static AppRuling Suspend(AppModel app, string reason, string actor, DateTimeOffset now) =>
        (AppAction.Suspended, app.Suspension?.Reason == reason ? app : app with { Suspension = new(reason, actor, now) });

    public static AppRuling Resume(AppModel app) => (AppAction.Resumed, app with { Suspension = null });

    /// <summary>Rules 6 and 7: the version that a change makes, and what is live then.</summary>
    public static AppModel Version(AppModel? before, AppModel after, ModelCatalog catalog, DateTimeOffset now)
    {
        var version = (before?.Version ?? 0) + 1;
        after = after with { Version = version, CreatedAt = before?.CreatedAt ?? now, UpdatedAt = now };
        var content = new LiveModel(version, true, Ids.Set(after.Scopes.Keys), catalog.RequiredBy(after.Capabilities), after.Topics);
        if (after.Visibility == AppVisibility.Private)
        {
            return after with { Status = AppStatus.Draft, Reasons = [], Live = content with { IsApproved = false } };
        }

        if (before is null || before.Visibility == AppVisibility.Private)
        {
            return after with { Status = AppStatus.Draft, Live = before?.Live };
        }

        var isSameContent = before.Capabilities.SetEquals(after.Capabilities)
            && before.Scopes.Keys.SequenceEqual(after.Scopes.Keys)
            && before.Topics.SetEquals(after.Topics);
        var isEdited = before.Name != after.Name || before.Url != after.Url || !before.Workspaces.SetEquals(after.Workspaces) || !before.Scopes.SequenceEqual(after.Scopes);
        return !isSameContent || (isEdited && after.Status == AppStatus.Submitted) ? after with { Status = AppStatus.Draft }
            : after.Status == AppStatus.Approved ? after with { Live = content }
            : after;
    }

    /// <summary>Rule 5: subscribed topics that had a scope they need and have none now.</summary>
    public static ImmutableArray<TopicId> Silenced(AppModel before, AppModel after, ModelCatalog catalog) =>
        Ids.Of<TopicId>(after.Topics
            .Intersect(before.Topics)
            .Where(topic => catalog.IsMet(topic, before.Scopes.Keys) && !catalog.IsMet(topic, after.Scopes.Keys)));

    // Rule 4, for topics that are subscribed now; rule 5 lets the others stay.
    private static Refusal? RefuseTopics(AppModel? app, ImmutableSortedSet<string> topics, IEnumerable<string> scopes, ModelCatalog catalog) =>
        catalog.UnknownTopics(topics) ?? catalog.Unmet(topics.Except(app?.Topics ?? Ids.None), scopes);

    private static ImmutableSortedDictionary<string, string?> Requested(ImmutableArray<RequestedScope> scopes) =>
        Ids.NoReasons.AddRange(scopes.DistinctBy(scope => scope.Id).Select(scope => KeyValuePair.Create(scope.Id.Value, scope.Reason)));

    private static AppModel New(AppDefinition wanted) => new() { Name = wanted.Name, Developer = wanted.Developer, Visibility = wanted.Visibility };
}
