using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>A delivery with what it carries.</summary>
/// <param name="Delivery">The delivery.</param>
/// <param name="Item">What happened, as UTF-8 JSON: an object.</param>
internal sealed record StoredDelivery(Delivery Delivery, ReadOnlyMemory<byte> Item);
