using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>The manifest cache of one silo, reached from others. Its key is the address of the silo.</summary>
[GrainInterfaceType("manifest-replica"), Alias("registry.IManifestReplicaGrain")]
internal interface IManifestReplicaGrain : IGrainWithStringKey
{
    [ResponseTimeout("00:00:02"), Alias("Publish")]
    Task PublishAsync(LiveManifest manifest);
}
