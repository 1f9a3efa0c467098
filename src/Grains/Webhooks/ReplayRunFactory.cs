using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Makes what works on replays.</summary>
internal sealed class ReplayRunFactory(
    IDeliveryStore store,
    FailedDeliveries failed,
    ReplayRules rules,
    ManifestCache manifests,
    IGrainFactory grains,
    ISiloLease lease,
    TimeProvider clock,
    PendingLimit limit)
{
    /// <summary>Work on the replay of an app that runs.</summary>
    /// <param name="app">The app.</param>
    /// <param name="state">How far it has come.</param>
    /// <param name="saveAsync">Stores how far it has come since.</param>
    public ReplayRun Create(AppId app, ReplayState state, Func<ReplayState, Task> saveAsync) =>
        new(app, state, saveAsync, store, failed, rules, new(manifests), grains, lease, clock, limit);
}
