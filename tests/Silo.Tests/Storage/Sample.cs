using System.Text;
using System.Text.Json;
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

    /// <summary>An event without an id of its publisher, whose item says which one it is.</summary>
    public static StoredEvent Event(WorkspaceId workspace, long sequence, params IEnumerable<AppId> recipients) => new()
    {
        Id = new(workspace, sequence),
        EventId = $"event {sequence}",
        Fingerprint = $"fingerprint {sequence}",
        Topic = TopicId.Parse("company.created"),
        CreatedAt = DateTimeOffset.UnixEpoch.AddMicroseconds(sequence),
        Item = Encoding.UTF8.GetBytes($$"""{"number":{{sequence}}}"""),
        Recipients = [.. recipients],
    };

    /// <summary>The delivery as it is when an endpoint has taken it, or when it was given up.</summary>
    public static Delivery Completed(Delivery delivery, DeliveryStatus status) => delivery with
    {
        Status = status,
        Reason = status == DeliveryStatus.Failed ? DeliveryReason.AttemptsExhausted : null,
        FirstSentAt = delivery.CreatedAt.AddSeconds(1),
        CompletedAt = delivery.CreatedAt.AddSeconds(2),
        NextAttemptAt = null,
        AttemptCount = 1,
        Attempts = [new() { At = delivery.CreatedAt.AddSeconds(1), DurationMilliseconds = 20, StatusCode = 200, Response = "grüß dich" }],
    };

    public static void AssertSame(Delivery? expected, Delivery? actual) => Assert.Equal(
        JsonSerializer.Serialize(expected, StateJson.Default.Delivery),
        JsonSerializer.Serialize(actual, StateJson.Default.Delivery));

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
