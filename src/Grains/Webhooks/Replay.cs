using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>What an event repeats.</summary>
/// <param name="Of">The delivery that is repeated.</param>
/// <param name="MessageId">What the receiver knows it by.</param>
internal sealed record Replay(DeliveryId Of, string MessageId);
