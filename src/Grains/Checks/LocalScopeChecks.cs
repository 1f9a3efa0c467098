using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Answers from the activations of this silo without a message, where they can; asks by a call what is not here.</summary>
internal sealed class LocalScopeChecks(ActiveInstallations active, BatchPlaces places, IGrainFactory grains) : IScopeChecks
{
    private readonly RecentInstallations recent = new();

    public bool AnswersAtOnce => true;

    public ValueTask<ScopeDecision> CheckAsync(InstallationKey installation, ScopeId scope) =>
        active.TryCheck(installation, scope, active.Now, out var decision) ? new(decision) : grains.GetInstallation(installation).CheckAsync(scope);

    public ValueTask<ScopeDecision?> TryCheckAsync(InstallationKey installation, ScopeId scope) =>
        Find(installation) is { } local && local.TryCheck(scope, active.Now, out var decision) ? new(decision) : default;

    public ValueTask CheckManyAsync(ReadOnlyMemory<ScopeCheck> checks, Memory<ScopeDecision> decisions)
    {
        var asked = checks.Span;
        var answers = decisions.Span;
        var now = active.Now;
        List<int>? elsewhere = null;
        for (var index = 0; index < asked.Length; index++)
        {
            if (Find(asked[index].Installation) is not { } local || !local.TryCheck(asked[index].Scope, now, out answers[index]))
            {
                (elsewhere ??= []).Add(index);
            }
        }

        return elsewhere is null ? default : AskAsync(checks, elsewhere, decisions);
    }

    public bool TryCheckMany(ReadOnlySpan<ScopeCheck> checks, Span<ScopeDecision> decisions)
    {
        // All of them are looked for before the first is answered: answers are counted, and those to be given once more would be twice.
        var now = active.Now;
        foreach (ref readonly var check in checks)
        {
            if (Find(check.Installation) is not { } local || !local.Answers.ArePermittedAt(now))
            {
                return false;
            }
        }

        for (var index = 0; index < checks.Length; index++)
        {
            if (Find(checks[index].Installation) is not { } local || !local.TryCheck(checks[index].Scope, now, out decisions[index]))
            {
                return false;
            }
        }

        return true;
    }

    private ILocalChecks? Find(InstallationKey installation) => recent.Find(installation) ?? FindAnew(installation);

    private ILocalChecks? FindAnew(InstallationKey installation)
    {
        var local = active.Find(installation);
        if (local is not null)
        {
            recent.Add(installation, local);
        }

        return local;
    }

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
