namespace Registry.Grains.Interfaces;

/// <summary>Tells whether the silo that answers can do its work.</summary>
[GrainInterfaceType("health"), Alias("registry.IHealthGrain")]
public interface IHealthGrain : IGrainWithIntegerKey
{
    /// <summary>Returns when the storage has answered.</summary>
    /// <exception cref="RegistryUnavailableException">The storage did not answer.</exception>
    [Alias("CheckStorage")]
    Task CheckStorageAsync();
}
