namespace Registry.Grains.Interfaces;

/// <summary>What to send again: deliveries of an app that have failed.</summary>
/// <param name="Since">Those created then or later, UTC.</param>
/// <param name="Workspace">Those of one workspace, or null for all.</param>
/// <param name="Topic">Those of one topic, or null for all.</param>
[GenerateSerializer, Immutable, Alias("registry.ReplayRequest")]
public sealed record ReplayRequest(
    [property: Id(0)] DateTimeOffset Since,
    [property: Id(1)] WorkspaceId? Workspace = null,
    [property: Id(2)] TopicId? Topic = null);
