using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>Makes the storage ready before the silo starts.</summary>
internal interface IStorageStartup
{
    /// <summary>
    /// Creates or upgrades what is missing, safe to run in several processes at once, and makes sure that the data is this
    /// registry's own. Safe to repeat.
    /// </summary>
    /// <exception cref="StorageStartupException">It can't be used as it is: what is wrong, and what to do. Trying again is no use.</exception>
    /// <exception cref="RegistryUnavailableException">It can't be reached now; trying again may help.</exception>
    Task PrepareAsync(CancellationToken cancellationToken);
}
