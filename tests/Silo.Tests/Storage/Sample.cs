using System.Collections.Immutable;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo.Tests;

/// <summary>Values to store. Ids are new ones each time, so that tests can share a storage.</summary>
internal static class Sample
{
    private static int last;

    public static WorkspaceId Workspace() => WorkspaceId.Parse($"ws_{Next()}");

    public static AppId App() => AppId.Parse($"app_{Next()}");

    public static InstallationKey Key() => new(Workspace(), App());

    public static JournalOwner Owner() => JournalOwner.Of(Key());

    public static InstallationRecord Record(long revision, InstallationStatus status = InstallationStatus.Installed, params string[] scopes) => new()
    {
        Status = status,
        Revision = revision,
        GrantedScopes = [.. scopes.Select(scope => ScopeId.Parse(scope))],
        DisabledTopics = [TopicId.Parse("company.created")],
        InstalledAt = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero),
        InstalledBy = "workspace_admin:ws_acme",
        UpdatedAt = new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero).AddTicks(revision),
    };

    public static void AssertSame(InstallationRecord? expected, InstallationRecord? actual)
    {
        Assert.Equal(expected?.Status, actual?.Status);
        Assert.Equal(expected?.Revision, actual?.Revision);
        Assert.Equal(expected?.GrantedScopes.AsEnumerable(), actual?.GrantedScopes.AsEnumerable());
        Assert.Equal(expected?.DisabledTopics.AsEnumerable(), actual?.DisabledTopics.AsEnumerable());
        Assert.Equal(expected?.InstalledAt, actual?.InstalledAt);
        Assert.Equal(expected?.InstalledBy, actual?.InstalledBy);
        Assert.Equal(expected?.UpdatedAt, actual?.UpdatedAt);
    }

    private static int Next() => Interlocked.Increment(ref last);
}
