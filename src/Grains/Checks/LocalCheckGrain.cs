using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

[GrainType("local-check"), PlaceOnKeySilo]
internal sealed class LocalCheckGrain(SiloChecks here) : Grain, ILocalCheckGrain
{
    public ValueTask<ImmutableArray<ScopeDecision?>> TryCheckAsync(ImmutableArray<ScopeCheck> checks)
    {
        var now = here.Now;
        var decisions = new ScopeDecision?[checks.Length];
        for (var index = 0; index < checks.Length; index++)
        {
            decisions[index] = here.TryCheck(checks[index].Installation, checks[index].Scope, now, out var decision) ? decision : null;
        }

        return new(ImmutableCollectionsMarshal.AsImmutableArray(decisions));
    }
}
