using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Answers from the activations of this silo without a message, where they can; asks by a call what is not here.</summary>
internal sealed class LocalScopeChecks(SiloChecks here, BatchPlaces places, IGrainFactory grains) : IScopeChecks
{
    public bool AnswersAtOnce => true;

    public ValueTask<ScopeDecision> CheckAsync(InstallationKey installation, ScopeId scope) =>
        here.TryCheck(installation, scope, here.Now, out var decision) ? new(decision) : grains.GetInstallation(installation).CheckAsync(scope);

    public ValueTask<ScopeDecision?> TryCheckAsync(InstallationKey installation, ScopeId scope) =>
        here.TryCheckRecent(installation, scope, here.Now, out var decision) ? new(decision) : default;

    public ValueTask CheckManyAsync(ReadOnlyMemory<ScopeCheck> checks, Memory<ScopeDecision> decisions)
    {
        var asked = checks.Span;
        var answers = decisions.Span;
        var now = here.Now;
        List<int>? elsewhere = null;
        for (var index = 0; index < asked.Length; index++)
        {
            if (!here.TryCheckRecent(asked[index].Installation, asked[index].Scope, now, out answers[index]))
            {
                (elsewhere ??= []).Add(index);
            }
        }

        return elsewhere is null ? default : AskAsync(checks, elsewhere, decisions);
    }

    public bool TryCheckMany(ReadOnlySpan<ScopeCheck> checks, ReadOnlySpan<long> minRevisions, Span<ScopeDecision> decisions) =>
        here.TryCheckAll(checks, minRevisions, decisions);

    private async ValueTask AskAsync(ReadOnlyMemory<ScopeCheck> checks, List<int> indexes, Memory<ScopeDecision> decisions)
    {
        using var patience = places.BeginBatch();

        // Where the batch is refused, nobody waits for what was asked already, so the answers have to have a place of their own.
        var answers = new ScopeDecision[indexes.Count];
        var calls = new List<Task>(indexes.Count);
        foreach (var index in indexes)
        {
            var call = AskAsync(checks.Span[index], await places.TakeAsync(patience.Token), answers, calls.Count);
            call.Ignore();
            calls.Add(call);
        }

        await Task.WhenAll(calls);
        for (var number = 0; number < answers.Length; number++)
        {
            decisions.Span[indexes[number]] = answers[number];
        }
    }

    private async Task AskAsync(ScopeCheck check, IDisposable place, ScopeDecision[] answers, int number)
    {
        using (place)
        {
            answers[number] = await grains.GetInstallation(check.Installation).CheckAsync(check.Scope);
        }
    }
}
