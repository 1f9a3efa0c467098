using Orleans.Storage;
using Registry.Grains;

namespace Registry.Silo;

/// <summary>
/// Grain state in a cluster. What is read is nothing that a silo that was declared dead may still change, and a write is
/// acknowledged only while no other silo can have read the state before it.
/// </summary>
internal sealed class LeasedGrainStorage(IGrainStorage storage, ISiloLease lease, TimeProvider clock) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        // Side by side, because the answer is nearly always that there is nothing to wait for.
        var settling = lease.GetSettlingTimeAsync().AsTask();
        await Task.WhenAll(storage.ReadStateAsync(stateName, grainId, grainState), settling);
        if (await settling is var rest && rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, clock);
            await storage.ReadStateAsync(stateName, grainId, grainState);
        }
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ChangeAsync(() => storage.WriteStateAsync(stateName, grainId, grainState));

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ChangeAsync(() => storage.ClearStateAsync(stateName, grainId, grainState));

    private async Task ChangeAsync(Func<Task> change)
    {
        lease.Demand();
        await change();
        lease.DemandAfterWrite();
    }
}
