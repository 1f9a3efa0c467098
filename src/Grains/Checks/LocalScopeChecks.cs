using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Answers from the activations of this silo without a message, where they can; asks by a call what is not here.</summary>
internal sealed class LocalScopeChecks(ActiveInstallations active, BatchPlaces places, IGrainFactory grains) : IScopeChecks
{
    public ValueTask<ScopeDecision> CheckAsync(InstallationKey installation, ScopeId scope) =>
        active.TryCheck(installation, scope, out var decision) ? new(decision) : grains.GetInstallation(installation).CheckAsync(scope);

    public ValueTask<ScopeDecision?> TryCheckAsync(InstallationKey installation, ScopeId scope) =>
        active.TryCheck(installation, scope, out var decision) ? new(decision) : default;

    public async ValueTask<ImmutableArray<ScopeDecision>> CheckManyAsync(ImmutableArray<ScopeCheck> checks)
    {
        var decisions = new ScopeDecision[checks.Length];
        List<int>? elsewhere = null;
        for (var index = 0; index < checks.Length; index++)
        {
            if (!active.TryCheck(checks[index].Installation, checks[index].Scope, out decisions[index]))
            {
                (elsewhere ??= []).Add(index);
            }
        }

        if (elsewhere is not null)
        {
            await AskAsync(checks, elsewhere, decisions);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(decisions);
    }

    private async Task AskAsync(ImmutableArray<ScopeCheck> checks, List<int> indexes, ScopeDecision[] decisions)
    {
        using var patience = places.BeginBatch();
        var calls = new List<Task>(indexes.Count);
        foreach (var index in indexes)
        {
            var call = AskAsync(checks[index], await places.TakeAsync(patience.Token), decisions, index);

            // Where the batch is refused, nobody waits for what was asked already.
            call.Ignore();
            calls.Add(call);
        }

        await Task.WhenAll(calls);
    }

    private async Task AskAsync(ScopeCheck check, IDisposable place, ScopeDecision[] decisions, int index)
    {
        using (place)
        {
            decisions[index] = await grains.GetInstallation(check.Installation).CheckAsync(check.Scope);
        }
    }
}
