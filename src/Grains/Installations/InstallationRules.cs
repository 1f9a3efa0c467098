using System.Collections.Immutable;
using Registry.Grains.Interfaces;
using InstallationDecision = Registry.Grains.Decision<Registry.Grains.InstallationRecord, Registry.Grains.Interfaces.InstallationAction>;

namespace Registry.Grains;

/// <summary>What may be changed in an installation, and what comes of it. Needs no storage.</summary>
internal static class InstallationRules
{
    public static InstallationDecision Uninstall(InstallationRecord current, Stamp stamp) =>
        Next(current, current with { Status = InstallationStatus.Uninstalled, Suspension = null, GrantedScopes = [], DisabledTopics = [], Access = null }, InstallationAction.Uninstalled, stamp);

    public static InstallationDecision SetScopes(InstallationRecord current, ImmutableArray<ScopeId> scopes, LiveManifest manifest, Catalog catalog, Stamp stamp) =>
        RefuseGrant(scopes, manifest, catalog) is { } refusal
            ? refusal
            : Next(current, current with { GrantedScopes = scopes.Ordered() }, InstallationAction.ScopesSet, stamp);

    public static InstallationDecision GrantScope(InstallationRecord current, ScopeId scope, LiveManifest manifest, Catalog catalog, Stamp stamp) =>
        RefuseScopes([scope], manifest, catalog) is { } refusal
            ? refusal
            : Next(current, current with { GrantedScopes = current.GrantedScopes.Append(scope).Ordered() }, InstallationAction.ScopeGranted, stamp);

    public static InstallationDecision RevokeScope(InstallationRecord current, ScopeId scope, LiveManifest manifest, Catalog catalog, Stamp stamp)
    {
        // A granted scope can be revoked also when it has left the catalog.
        if (!current.GrantedScopes.Contains(scope) && catalog.RefuseUnknown([scope]) is { } unknown)
        {
            return unknown;
        }

        // A required scope that waits for consent is not granted, so there is nothing to take away.
        return manifest.RequiredScopes.Contains(scope) && current.GrantedScopes.Contains(scope)
            ? new Refusal.RequiredScopesMissing([scope])
            : Next(current, current with { GrantedScopes = current.GrantedScopes.Remove(scope) }, InstallationAction.ScopeRevoked, stamp);
    }

    public static InstallationDecision EnableTopic(InstallationRecord current, TopicId topic, LiveManifest manifest, Catalog catalog, Stamp stamp)
    {
        var refusal = RefuseTopics([topic], manifest, catalog)
            ?? catalog.RefuseUnmet([topic], InstallationView.LiveGrant(current, manifest, catalog));
        return refusal is not null
            ? refusal
            : Next(current, current with { DisabledTopics = current.DisabledTopics.Remove(topic) }, InstallationAction.TopicEnabled, stamp);
    }

    public static InstallationDecision DisableTopic(InstallationRecord current, TopicId topic, LiveManifest manifest, Catalog catalog, Stamp stamp)
    {
        if (RefuseTopics([topic], manifest, catalog) is { } refusal)
        {
            return refusal;
        }

        return catalog.IsAlwaysSubscribed(topic)
            ? new Refusal.Conflict($"The topic {topic} is on for every app with an endpoint and can't be switched off.")
            : Next(current, current with { DisabledTopics = current.DisabledTopics.Append(topic).Ordered() }, InstallationAction.TopicDisabled, stamp);
    }

    public static InstallationDecision Suspend(InstallationRecord current, string reason, Stamp stamp) =>
        current.Suspension?.Reason == reason
            ? new InstallationDecision.Unchanged()
            : Next(current, current with { Status = InstallationStatus.Suspended, Suspension = new(reason, stamp.Actor, stamp.At) }, InstallationAction.Suspended, stamp);

    public static InstallationDecision Resume(InstallationRecord current, Stamp stamp) =>
        Next(current, current with { Status = InstallationStatus.Installed, Suspension = null }, InstallationAction.Resumed, stamp);

    /// <summary>Refuses a whole grant that is unknown to the catalog, not requested, or leaves a required scope out.</summary>
    public static Refusal? RefuseGrant(ImmutableArray<ScopeId> scopes, LiveManifest manifest, Catalog catalog)
    {
        var missing = manifest.RequiredScopes.Except(scopes).Ordered();
        return RefuseScopes(scopes, manifest, catalog)
            ?? (missing.IsEmpty ? null : new Refusal.RequiredScopesMissing(missing));
    }

    /// <summary>Refuses topics that are unknown to the catalog or that the app does not subscribe to.</summary>
    public static Refusal? RefuseTopics(ImmutableArray<TopicId> topics, LiveManifest manifest, Catalog catalog)
    {
        var notSubscribed = topics.Except(manifest.Topics).Ordered();
        return catalog.RefuseUnknown(topics)
            ?? (notSubscribed.IsEmpty ? null : new Refusal.TopicsNotSubscribed(notSubscribed));
    }

    /// <summary>Makes <paramref name="next"/> the following revision, unless it is the same as <paramref name="current"/>.</summary>
    public static InstallationDecision Next(InstallationRecord current, InstallationRecord next, InstallationAction action, Stamp stamp) =>
        IsSame(current, next)
            ? new InstallationDecision.Unchanged()
            : new InstallationDecision.Change(action, next with { Revision = current.Revision + 1, UpdatedAt = stamp.At });

    private static Refusal? RefuseScopes(ImmutableArray<ScopeId> scopes, LiveManifest manifest, Catalog catalog)
    {
        var notRequested = scopes.Except(manifest.Scopes).Ordered();
        return catalog.RefuseUnknown(scopes)
            ?? (notRequested.IsEmpty ? null : new Refusal.ScopesNotRequested(notRequested));
    }

    private static bool IsSame(InstallationRecord current, InstallationRecord next) =>
        current.Status == next.Status
        && current.Suspension == next.Suspension
        && current.GrantedScopes.SequenceEqual(next.GrantedScopes)
        && current.DisabledTopics.SequenceEqual(next.DisabledTopics)
        && current.Access == next.Access;
}
