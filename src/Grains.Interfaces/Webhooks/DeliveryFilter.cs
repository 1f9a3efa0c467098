namespace Registry.Grains.Interfaces;

/// <summary>Which deliveries of an app to list; null takes any.</summary>
/// <param name="Workspace">Those of one workspace.</param>
/// <param name="Topic">Those of one topic.</param>
/// <param name="Status">Those that have come so far.</param>
[GenerateSerializer, Immutable, Alias("registry.DeliveryFilter")]
public sealed record DeliveryFilter(
    [property: Id(0)] WorkspaceId? Workspace = null,
    [property: Id(1)] TopicId? Topic = null,
    [property: Id(2)] DeliveryStatus? Status = null);
