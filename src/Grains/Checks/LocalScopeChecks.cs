using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Answers from the activations of this silo without a message, where they can; asks by a call what is not here.</summary>
internal sealed class LocalScopeChecks(ActiveInstallations active, IGrainFactory grains) : IScopeChecks
{
    public ValueTask<ScopeDecision> CheckAsync(InstallationKey installation, ScopeId scope) =>
        active.TryCheck(installation, scope, out var decision) ? new(decision) : grains.GetInstallation(installation).CheckAsync(scope);

    public ValueTask<ScopeDecision?> TryCheckAsync(InstallationKey installation, ScopeId scope) =>
        active.TryCheck(installation, scope, out var decision) ? new(decision) : default;

    public async ValueTask<ImmutableArray<ScopeDecision>> CheckManyAsync(ImmutableArray<ScopeCheck> checks)
    {
        var decisions = new ScopeDecision[checks.Length];
        List<Task>? calls = null;
        for (var index = 0; index < checks.Length; index++)
        {
            var decision = CheckAsync(checks[index].Installation, checks[index].Scope);
            if (decision.IsCompletedSuccessfully)
            {
                decisions[index] = decision.Result;
            }
            else
            {
                (calls ??= []).Add(TakeAsync(decision, decisions, index));
            }
        }

        if (calls is not null)
        {
            await Task.WhenAll(calls);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(decisions);
    }

    private static async Task TakeAsync(ValueTask<ScopeDecision> decision, ScopeDecision[] decisions, int index) => decisions[index] = await decision;
}
