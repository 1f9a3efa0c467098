using Registry.Grains.Interfaces;

namespace Registry.Grains;

[GrainType(StorageNames.ReplayRegisterState)]
internal sealed class ReplayRegisterGrain(
    [PersistentState(StorageNames.ReplayRegisterState, StorageNames.Registry)] IPersistentState<ReplayRegisterState> store) : Grain, IReplayRegisterGrain
{
    public Task AddAsync(AppId app, ReplayId replay) =>
        store.State.Running.TryGetValue(app, out var known) && known.Number >= replay.Number
            ? Task.CompletedTask
            : store.WriteAsync(new() { Running = store.State.Running.SetItem(app, replay) }, DeactivateOnIdle);

    public Task RemoveAsync(AppId app, ReplayId replay) =>
        store.State.Running.TryGetValue(app, out var known) && known.Number <= replay.Number
            ? store.WriteAsync(new() { Running = store.State.Running.Remove(app) }, DeactivateOnIdle)
            : Task.CompletedTask;

    public Task WakeAsync()
    {
        foreach (var (app, replay) in store.State.Running)
        {
            GrainFactory.GetReplayWork(app).ResumeAsync(replay).Ignore();
        }

        return Task.CompletedTask;
    }
}
