namespace Registry.Grains;

/// <summary>How one silo sees the endpoint of an app: of what lies back further than it remembers, it knows nothing.</summary>
/// <param name="PausedUntil">Until when it spares the endpoint, UTC; in the past where no attempt has shown yet whether it is back; null where it does not spare it.</param>
/// <param name="WorkedAt">When the endpoint last gave an answer that shows that it works, UTC; null where it gave none.</param>
[GenerateSerializer, Immutable, Alias("registry.EndpointSight")]
internal sealed record EndpointSight([property: Id(0)] DateTimeOffset? PausedUntil = null, [property: Id(1)] DateTimeOffset? WorkedAt = null);
