using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>What the registry itself has to tell an app: not topics of the catalog, so nobody can switch them off.</summary>
internal static class LifeCycleTopics
{
    private static readonly TopicId Created = TopicId.Parse("installation.created");
    private static readonly TopicId ScopesChanged = TopicId.Parse("installation.scopes_changed");
    private static readonly TopicId Suspended = TopicId.Parse("installation.suspended");
    private static readonly TopicId Resumed = TopicId.Parse("installation.resumed");
    private static readonly TopicId Uninstalled = TopicId.Parse("installation.uninstalled");

    /// <summary>The topic of a change; null where the app is not told.</summary>
    public static TopicId? Of(InstallationChange change) => change.Action switch
    {
        InstallationAction.Installed => Created,
        InstallationAction.Uninstalled => Uninstalled,
        InstallationAction.Suspended => Suspended,
        InstallationAction.Resumed => Resumed,
        _ => change.Before is { } before && !before.GrantedScopes.SequenceEqual(change.After.GrantedScopes) ? ScopesChanged : null,
    };

    /// <summary>Whether it is one of these.</summary>
    public static bool Contain(TopicId topic) =>
        topic == Created || topic == ScopesChanged || topic == Suspended || topic == Resumed || topic == Uninstalled;
}
