using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>Where an app receives notifications, and of which topics.</summary>
/// <param name="Url">The endpoint.</param>
/// <param name="Topics">The subscribed topics.</param>
/// <param name="Profile">How often a notification is tried.</param>
/// <param name="GoneAt">Since when the endpoint wants nothing more, because it answered 410, UTC; null while it does.</param>
[GenerateSerializer, Immutable, Alias("registry.AppWebhook")]
public sealed record AppWebhook(
    [property: Id(0)] string Url,
    [property: Id(1)] ImmutableArray<AppTopic> Topics,
    [property: Id(2)] RetryProfile Profile = RetryProfile.Standard,
    [property: Id(3)] DateTimeOffset? GoneAt = null);
