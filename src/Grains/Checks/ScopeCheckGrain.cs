using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Orleans.Concurrency;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

[GrainType("scope-check"), StatelessWorker]
internal sealed class ScopeCheckGrain(IScopeChecks checks) : Grain, IScopeCheckGrain
{
    public async ValueTask<ImmutableArray<ScopeDecision>> CheckAsync(ImmutableArray<ScopeCheck> asked)
    {
        var decisions = new ScopeDecision[asked.Length];
        await checks.CheckManyAsync(asked.AsMemory(), decisions);
        return ImmutableCollectionsMarshal.AsImmutableArray(decisions);
    }
}
