using Orleans.Concurrency;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

[GrainType("health"), StatelessWorker]
internal sealed class HealthGrain(IStorageProbe probe) : Grain, IHealthGrain
{
    public Task CheckStorageAsync() => probe.ProbeAsync();
}
