using Registry.Grains.Interfaces;

namespace Registry.Grains;

internal static class SiloLeaseExtensions
{
    /// <summary>Comes right before every answer that is made from memory.</summary>
    /// <exception cref="RegistryUnavailableException">This silo may not answer: another one may do so already.</exception>
    public static void Demand(this ISiloLease lease)
    {
        if (!lease.IsHeld)
        {
            Refuse(mayHaveChanged: false);
        }
    }

    /// <summary>Comes after every write, before it is acknowledged.</summary>
    /// <exception cref="RegistryUnavailableException">The write came too late to be sure that no other silo has read the state before it.</exception>
    public static void DemandAfterWrite(this ISiloLease lease)
    {
        if (!lease.IsHeld)
        {
            Refuse(mayHaveChanged: true);
        }
    }

    private static void Refuse(bool mayHaveChanged) =>
        throw new RegistryUnavailableException("This silo does not know whether the cluster still counts it as alive.", mayHaveChanged);
}
