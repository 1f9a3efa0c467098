using Orleans.Concurrency;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>What is said to the replays of an app by those who look after them. The same grain as <see cref="IReplayGrain"/>.</summary>
[GrainInterfaceType("replay-work"), Alias("registry.IReplayWorkGrain")]
internal interface IReplayWorkGrain : IGrainWithStringKey
{
    /// <summary>Goes on with a replay, or has it taken off the register where it has ended or never came to be.</summary>
    [OneWay, Alias("Resume")]
    Task ResumeAsync(ReplayId replay);
}
