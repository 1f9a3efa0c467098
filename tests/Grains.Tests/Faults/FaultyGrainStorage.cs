using Orleans.Storage;

namespace Registry.Grains.Tests;

/// <summary>A grain storage that fails when told to.</summary>
internal sealed class FaultyGrainStorage(IGrainStorage inner, StorageFaults faults) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        faults.RunAsync(KeyOf(grainId), StorageCall.ReadState, () => inner.ReadStateAsync(stateName, grainId, grainState));

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        faults.RunAsync(KeyOf(grainId), StorageCall.WriteState, () => inner.WriteStateAsync(stateName, grainId, grainState));

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        inner.ClearStateAsync(stateName, grainId, grainState);

    private static string KeyOf(GrainId grainId) => grainId.Key.ToString()!;
}
