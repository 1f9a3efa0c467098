using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>Where an app receives notifications, and of which topics.</summary>
/// <param name="Url">The endpoint, an absolute URL.</param>
/// <param name="Topics">The topics to subscribe to; those that are always subscribed need not be named.</param>
/// <param name="Profile">How often a notification is tried.</param>
[GenerateSerializer, Immutable, Alias("registry.WebhookDefinition")]
public sealed record WebhookDefinition([property: Id(0)] string Url, [property: Id(1)] ImmutableArray<TopicId> Topics, [property: Id(2)] RetryProfile Profile = RetryProfile.Standard);
