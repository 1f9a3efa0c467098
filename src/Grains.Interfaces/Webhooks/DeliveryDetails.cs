namespace Registry.Grains.Interfaces;

/// <summary>A delivery with what it carries.</summary>
/// <param name="Delivery">The delivery.</param>
/// <param name="Body">The body of the last attempt, or of the one to come: JSON.</param>
[GenerateSerializer, Immutable, Alias("registry.DeliveryDetails")]
public sealed record DeliveryDetails([property: Id(0)] Delivery Delivery, [property: Id(1)] string Body);
