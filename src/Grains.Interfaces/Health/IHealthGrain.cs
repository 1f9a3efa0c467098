namespace Registry.Grains.Interfaces;

/// <summary>Tells whether the silo that answers can do its work.</summary>
[GrainInterfaceType("health"), Alias("registry.IHealthGrain")]
public interface IHealthGrain : IGrainWithIntegerKey
{
    /// <summary>Returns when the storage has answered.</summary>
    /// <exception cref="RegistryUnavailableException">The storage did not answer.</exception>
    [Alias("CheckStorage")]
    Task CheckStorageAsync();

    /// <summary>Returns whose data the silo answers from, and by which catalog.</summary>
    [ResponseTimeout("00:00:02"), Alias("Describe")]
    ValueTask<SiloDescription> DescribeAsync();
}
