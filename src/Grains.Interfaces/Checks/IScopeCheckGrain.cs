using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Registry.Grains.Interfaces;

/// <summary>Answers many checks with one call, on any silo.</summary>
[GrainInterfaceType("scope-check"), Alias("registry.IScopeCheckGrain")]
public interface IScopeCheckGrain : IGrainWithIntegerKey
{
    /// <summary>The answers, in the order of the checks.</summary>
    /// <exception cref="RegistryUnavailableException">One of the installations can't be asked now.</exception>
    [AlwaysInterleave, ResponseTimeout("00:00:02"), Alias("Check")]
    ValueTask<ImmutableArray<ScopeDecision>> CheckAsync(ImmutableArray<ScopeCheck> checks);
}
