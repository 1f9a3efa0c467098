using Orleans.Concurrency;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>What other grains add to the events of a workspace. The same grain as <see cref="IWorkspaceGrain"/>.</summary>
[GrainInterfaceType("event-log"), Alias("registry.IEventLogGrain")]
internal interface IEventLogGrain : IGrainWithStringKey
{
    /// <summary>
    /// Tells an app of a change of its installation, where that is a thing that apps are told. Safe to repeat: it is told
    /// once. What is accepted after the call follows from the change.
    /// </summary>
    [AlwaysInterleave, Alias("Tell")]
    Task TellAsync(AppId app, InstallationChange change);

    /// <summary>Adds what was delivered to an app once more.</summary>
    /// <returns>The new delivery.</returns>
    [AlwaysInterleave, Alias("Repeat")]
    Task<Delivery> RepeatAsync(Delivery delivery, string item);

    /// <summary>The same, and once only when it is asked for twice within a minute with the same key.</summary>
    [AlwaysInterleave, Alias("RepeatOnce")]
    Task<Delivery> RepeatOnceAsync(Delivery delivery, string item, string key);
}
