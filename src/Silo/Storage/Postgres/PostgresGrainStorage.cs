using Orleans.Storage;

namespace Registry.Silo;

/// <summary>Grain state: the Orleans ADO.NET provider, with our errors.</summary>
internal sealed class PostgresGrainStorage(IGrainStorage provider, StorageGuard guard) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => guard.RunAsync(
        "state.read",
        isWrite: false,
        () => WhenDone(provider.ReadStateAsync(stateName, AdoNetGrainKey.Exact(grainId), grainState)));

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => guard.RunAsync(
        "state.write",
        isWrite: true,
        () => WhenDone(provider.WriteStateAsync(stateName, AdoNetGrainKey.Exact(grainId), grainState)));

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => guard.RunAsync(
        "state.clear",
        isWrite: true,
        () => WhenDone(provider.ClearStateAsync(stateName, AdoNetGrainKey.Exact(grainId), grainState)));

    private static async Task<bool> WhenDone(Task action)
    {
        await action.ConfigureAwait(false);
        return true;
    }
}
