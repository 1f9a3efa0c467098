using Orleans.Concurrency;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

[GrainType("health"), StatelessWorker]
internal sealed class HealthGrain(IStorageProbe probe, ISiloLease lease) : Grain, IHealthGrain
{
    public Task CheckStorageAsync()
    {
        lease.Demand();
        return probe.ProbeAsync();
    }
}
