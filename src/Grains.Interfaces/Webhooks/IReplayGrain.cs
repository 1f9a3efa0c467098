using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>The replays of one app, one of which runs at a time. All calls may throw <see cref="RegistryUnavailableException"/>.</summary>
[GrainInterfaceType("replay"), Alias("registry.IReplayGrain")]
public interface IReplayGrain : IGrainWithStringKey
{
    /// <summary>Starts a replay. Refused while another one runs, and where the app has no endpoint that takes notifications.</summary>
    /// <param name="request">What to send again.</param>
    /// <param name="actor">Who asks for it, as recorded.</param>
    /// <param name="developer">On whose behalf the call is made; null for a caller that may see every app.</param>
    [Alias("Start")]
    Task<ReplayJobResult> StartAsync(ReplayRequest request, string actor, DeveloperId? developer);

    /// <summary>The last 20 replays, newest first; null where there is no such app for that developer.</summary>
    [Alias("List")]
    Task<ImmutableArray<ReplayJob>?> ListAsync(DeveloperId? developer);

    /// <summary>One of them; null where there is none for that developer.</summary>
    [Alias("Find")]
    Task<ReplayJob?> FindAsync(ReplayId id, DeveloperId? developer);

    /// <summary>Stops a replay: nothing more is sent again once the call returns. Refused where it is completed; one that is cancelled stays so.</summary>
    [Alias("Cancel")]
    Task<ReplayJobResult> CancelAsync(ReplayId id, DeveloperId? developer);
}
