using Orleans.Storage;

namespace Registry.Silo;

/// <summary>Grain state: the Orleans provider, with our errors, and with keys that it can't confuse.</summary>
internal sealed class AzureGrainStorage(IGrainStorage provider, StorageGuard guard) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        RunAsync("state.read", isWrite: false, () => provider.ReadStateAsync(stateName, Exact(grainId), grainState));

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        RunAsync("state.write", isWrite: true, () => provider.WriteStateAsync(stateName, Exact(grainId), grainState));

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        RunAsync("state.clear", isWrite: true, () => provider.ClearStateAsync(stateName, Exact(grainId), grainState));

    // The provider puts "_" in the place of "/", so that "a_b/c" and "a/b_c" would share a row.
    private static GrainId Exact(GrainId id) => GrainId.Create(id.Type, AzureKey.Encode(id.Key.ToString()!));

    private Task<bool> RunAsync(string operation, bool isWrite, Func<Task> action) => guard.RunAsync(operation, isWrite, async () =>
    {
        await action().ConfigureAwait(false);
        return true;
    });
}
