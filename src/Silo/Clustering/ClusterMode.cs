namespace Registry.Silo;

/// <summary>Where the grains of an API process live.</summary>
public enum ClusterMode
{
    /// <summary>In a silo in the same process.</summary>
    Embedded,

    /// <summary>In the silos of a cluster that the process connects to.</summary>
    Client,
}
