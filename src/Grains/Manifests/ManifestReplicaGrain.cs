using Registry.Grains.Interfaces;

namespace Registry.Grains;

[GrainType("manifest-replica"), PlaceOnKeySilo]
internal sealed class ManifestReplicaGrain(ManifestCache cache) : Grain, IManifestReplicaGrain
{
    public Task PublishAsync(LiveManifest manifest)
    {
        cache.Publish(manifest);
        return Task.CompletedTask;
    }
}
