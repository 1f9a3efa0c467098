using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Knows which replays run, so that somebody goes on with them wherever their process has gone. There is one.</summary>
[GrainInterfaceType("replay-register"), Alias("registry.IReplayRegisterGrain")]
internal interface IReplayRegisterGrain : IGrainWithIntegerKey
{
    /// <summary>Comes before a replay is stored: it may be looked after in vain, but never forgotten.</summary>
    [Alias("Add")]
    Task AddAsync(AppId app, ReplayId replay);

    /// <summary>Comes after a replay has ended. A later one of that app stays.</summary>
    [Alias("Remove")]
    Task RemoveAsync(AppId app, ReplayId replay);

    /// <summary>Has all of them go on.</summary>
    [Alias("Wake")]
    Task WakeAsync();
}
