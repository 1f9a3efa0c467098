using System.Collections.Immutable;
using Orleans.Concurrency;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

[GrainType("scope-check"), StatelessWorker]
internal sealed class ScopeCheckGrain(IScopeChecks checks) : Grain, IScopeCheckGrain
{
    public ValueTask<ImmutableArray<ScopeDecision>> CheckAsync(ImmutableArray<ScopeCheck> asked) => checks.CheckManyAsync(asked);
}
