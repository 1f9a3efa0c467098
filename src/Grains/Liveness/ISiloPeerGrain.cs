namespace Registry.Grains;

/// <summary>One silo, as others may question it. Its key is the address of the silo.</summary>
[GrainInterfaceType("silo-peer"), Alias("registry.ISiloPeerGrain")]
internal interface ISiloPeerGrain : IGrainWithStringKey
{
    /// <summary>Whether <paramref name="silo"/> is active, as far as this silo knows.</summary>
    [ResponseTimeout("00:00:01"), Alias("CountsAsActive")]
    Task<bool> CountsAsActiveAsync(SiloAddress silo);
}
