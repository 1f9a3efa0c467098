using Registry.Grains.Interfaces;
using AppDecision = Registry.Grains.Decision<Registry.Grains.AppRecord, Registry.Grains.Interfaces.AppAction>;

namespace Registry.Grains;

/// <summary>How one manifest version of an app follows another, and which one is live.</summary>
internal static class AppVersioning
{
    /// <summary>
    /// Makes <paramref name="next"/> the following version, unless it is the same as <paramref name="current"/>. A
    /// public app whose content has changed is a draft again, while what was live stays live; what a private app
    /// requests is live at once.
    /// </summary>
    public static AppDecision Advance(AppRecord? current, AppRecord next, AppAction action, Catalog catalog, Stamp stamp)
    {
        if (current is not null && IsSame(current, next))
        {
            return new AppDecision.Unchanged();
        }

        var version = next.ManifestVersion + 1;
        next = next with { ManifestVersion = version, UpdatedAt = stamp.At };
        var content = ContentOf(next, version, isApproved: false, catalog);

        if (next.Visibility == AppVisibility.Private)
        {
            return new AppDecision.Change(action, next with { Status = AppStatus.Draft, Reasons = [], Live = content });
        }

        if (HasNewContent(current, next))
        {
            return new AppDecision.Change(action, next with { Status = AppStatus.Draft, Live = WithoutPrivateConsent(current, next.Live) });
        }

        // Whoever reviews sees what was submitted: any edit takes the submission back.
        if (next.Status == AppStatus.Submitted && action is (AppAction.Replaced or AppAction.ScopesSet or AppAction.WebhookSet))
        {
            next = next with { Status = AppStatus.Draft };
        }

        var isLive = next.Status == AppStatus.Approved && next.Live is { } live && live.HasContentOf(content);
        return new AppDecision.Change(action, isLive ? next with { Live = content with { IsApproved = true } } : next);
    }

    public static LiveContent ContentOf(AppRecord record, long version, bool isApproved, Catalog catalog) => new()
    {
        Version = version,
        IsApproved = isApproved,
        Scopes = record.Scopes.Select(scope => scope.Id).Ordered(),
        RequiredScopes = catalog.RequiredBy(record.Capabilities),
        Topics = record.Topics,
    };

    // What was live while the app was private goes on where it is installed, but nobody has approved it for others.
    private static LiveContent? WithoutPrivateConsent(AppRecord? current, LiveContent? live) =>
        current?.Visibility == AppVisibility.Private && live is not null ? live with { IsApproved = false } : live;

    private static bool HasNewContent(AppRecord? current, AppRecord next) =>
        current is null
        || current.Visibility != next.Visibility
        || !current.Capabilities.SequenceEqual(next.Capabilities)
        || !current.Scopes.Select(scope => scope.Id).SequenceEqual(next.Scopes.Select(scope => scope.Id))
        || !current.Topics.SequenceEqual(next.Topics);

    private static bool IsSame(AppRecord current, AppRecord next) =>
        !HasNewContent(current, next)
        && current.Name == next.Name
        && current.Status == next.Status
        && current.Suspension == next.Suspension
        && current.Webhook?.Url == next.Webhook?.Url
        && current.Webhook?.Profile == next.Webhook?.Profile
        && current.WebhookGoneAt == next.WebhookGoneAt
        && current.WebhookSecrets.SequenceEqual(next.WebhookSecrets)
        && current.RedirectUris.SequenceEqual(next.RedirectUris)
        && current.ClientKeys == next.ClientKeys
        && current.TokenLifetime == next.TokenLifetime
        && current.ClientSecrets.SequenceEqual(next.ClientSecrets)
        && current.Workspaces.SequenceEqual(next.Workspaces)
        && current.Scopes.SequenceEqual(next.Scopes);
}
