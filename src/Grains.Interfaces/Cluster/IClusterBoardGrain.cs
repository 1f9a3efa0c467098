namespace Registry.Grains.Interfaces;

/// <summary>
/// What the processes of the cluster, silos and API processes, measured during the last hour. One, with key 0, in memory
/// only: where it is lost, every process sends again what it keeps.
/// </summary>
[GrainInterfaceType("cluster-board"), Alias("registry.IClusterBoardGrain")]
public interface IClusterBoardGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Takes samples of a process. Safe to repeat: those that are here already are left out. Samples that don't follow those
    /// that are here are not taken, unless the process keeps no older ones; the sender goes by what is returned.
    /// </summary>
    /// <returns>The sequence number of the last sample of the process that is here; 0 for none.</returns>
    [Alias("Report")]
    Task<long> ReportAsync(ProcessSamples samples);

    /// <summary>The processes, the silos, and what was measured.</summary>
    /// <param name="after">Points after this one only, as <see cref="BoardPoint.At"/> has it; null for the whole hour.</param>
    [Alias("Get")]
    Task<ClusterBoard> GetAsync(DateTimeOffset? after);
}
