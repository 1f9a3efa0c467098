using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>The installations that are active on one silo, asked from other processes. Its key is the address of the silo.</summary>
[GrainInterfaceType("local-check"), Alias("registry.ILocalCheckGrain")]
internal interface ILocalCheckGrain : IGrainWithStringKey
{
    /// <summary>
    /// The answers, in the order of the checks; null for what is not answered here without waiting, and has to be asked of the
    /// installation. Waits for nothing, so that none of the checks waits for another one.
    /// </summary>
    [ResponseTimeout("00:00:02"), Alias("TryCheck")]
    ValueTask<ImmutableArray<ScopeDecision?>> TryCheckAsync(ImmutableArray<ScopeCheck> checks);
}
