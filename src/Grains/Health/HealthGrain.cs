using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Orleans.Configuration;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

[GrainType("health"), StatelessWorker]
internal sealed class HealthGrain(IStorageProbe probe, ISiloLease lease, Catalog catalog, IOptions<ClusterOptions> cluster) : Grain, IHealthGrain
{
    public Task CheckStorageAsync()
    {
        lease.Demand();
        return probe.ProbeAsync();
    }

    public ValueTask<SiloDescription> DescribeAsync() => new(new SiloDescription(cluster.Value.ClusterId, cluster.Value.ServiceId, catalog.ETag));
}
