using Orleans.Storage;

namespace Registry.Silo;

/// <summary>Grain state: a provider of Orleans, with our errors, and with keys that it can't confuse.</summary>
/// <param name="provider">The provider.</param>
/// <param name="exact">The id that the provider gets: no two grains may have the same row.</param>
/// <param name="guard">What every call goes through.</param>
internal sealed class GuardedGrainStorage(IGrainStorage provider, Func<GrainId, GrainId> exact, StorageGuard guard) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        guard.RunAsync("state.read", isWrite: false, () => provider.ReadStateAsync(stateName, exact(grainId), grainState));

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        guard.RunAsync("state.write", isWrite: true, () => provider.WriteStateAsync(stateName, exact(grainId), grainState));

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        guard.RunAsync("state.clear", isWrite: true, () => provider.ClearStateAsync(stateName, exact(grainId), grainState));
}
