using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace Registry.Grains;

/// <summary>Places a grain on the silo whose address is its key, and nowhere else.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class PlaceOnKeySiloAttribute() : PlacementAttribute(new KeySiloPlacement());

[GenerateSerializer, Immutable, Alias("registry.KeySiloPlacement"), SuppressReferenceTracking]
internal sealed class KeySiloPlacement : PlacementStrategy;

internal sealed class KeySiloPlacementDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silo = SiloAddress.FromParsableString(target.GrainIdentity.Key.ToString()!);
        return context.GetCompatibleSilos(target).Contains(silo)
            ? Task.FromResult(silo)
            : throw new SiloUnavailableException($"The silo {silo} is not part of the cluster.");
    }
}
