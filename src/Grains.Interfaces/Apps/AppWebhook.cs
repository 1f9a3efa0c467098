using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>Where an app receives notifications, and of which topics.</summary>
/// <param name="Url">The endpoint.</param>
/// <param name="Topics">The subscribed topics.</param>
[GenerateSerializer, Immutable, Alias("registry.AppWebhook")]
public sealed record AppWebhook([property: Id(0)] string Url, [property: Id(1)] ImmutableArray<AppTopic> Topics);
