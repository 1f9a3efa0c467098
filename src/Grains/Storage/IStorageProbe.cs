using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Asks the storage for a sign of life.</summary>
internal interface IStorageProbe
{
    /// <summary>Returns when the storage has answered a read and is able to take writes.</summary>
    /// <exception cref="RegistryUnavailableException">It did not.</exception>
    Task ProbeAsync();
}
