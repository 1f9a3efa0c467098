using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>How far a replay has come, in the order of <see cref="DeliveryOrder"/>, which it goes through from the end.</summary>
internal sealed record ReplayPosition
{
    /// <summary>Places between which there is a handful of deliveries, newest first: each stretch begins after its mark. Those that are done are left out.</summary>
    public ImmutableArray<DeliveryId> Marks { get; init; } = [];

    /// <summary>This delivery and all older ones are done; null where none is.</summary>
    public DeliveryId? Done { get; init; }
}
