using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Failed deliveries that follow each other.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Marks">Places that divide them, newest first: each part begins after its mark. One where they are a single page, none where there is no delivery.</param>
/// <param name="Oldest">The oldest page of them, newest first; all where it is a single one.</param>
internal sealed record FailedStretch(int Count, ImmutableArray<DeliveryId> Marks, ImmutableArray<Delivery> Oldest);
