namespace Registry.Grains.Interfaces;

/// <summary>An event that a platform service publishes.</summary>
/// <param name="Topic">What kind of thing happened.</param>
/// <param name="Item">What happened: a JSON object as text.</param>
/// <param name="EventId">An id for it that stays the same when it is published again, or null for none.</param>
[GenerateSerializer, Immutable, Alias("registry.PublishRequest")]
public sealed record PublishRequest(
    [property: Id(0)] TopicId Topic,
    [property: Id(1)] string Item,
    [property: Id(2)] string? EventId = null);
