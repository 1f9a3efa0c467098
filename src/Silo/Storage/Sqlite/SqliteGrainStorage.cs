using Orleans.Storage;

namespace Registry.Silo;

/// <summary>Grain state: the Orleans ADO.NET provider, with our errors, one writer at a time, and off the grain's own thread.</summary>
internal sealed class SqliteGrainStorage(IGrainStorage provider, SqliteGate gate, StorageGuard guard) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => guard.RunAsync(
        "state.read",
        isWrite: false,
        () => OffThread(() => provider.ReadStateAsync(stateName, AdoNetGrainKey.Exact(grainId), grainState)));

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => guard.RunAsync(
        "state.write",
        isWrite: true,
        () => InTurn(() => provider.WriteStateAsync(stateName, AdoNetGrainKey.Exact(grainId), grainState)));

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => guard.RunAsync(
        "state.clear",
        isWrite: true,
        () => InTurn(() => provider.ClearStateAsync(stateName, AdoNetGrainKey.Exact(grainId), grainState)));

    private async Task InTurn(Func<Task> write)
    {
        using (await gate.EnterAsync().ConfigureAwait(false))
        {
            await OffThread(write).ConfigureAwait(false);
        }
    }

    // SQLite blocks its thread; the grain's thread has checks to answer meanwhile.
    private static Task OffThread(Func<Task> action) => Task.Run(action);
}
