namespace Registry.Cluster.Tests;

/// <summary>What must hold of the answers to changes.</summary>
internal sealed class ChangeRules<TState>(ObjectHistory<TState> history, Timeline<TState> timeline)
    where TState : class
{
    private readonly Dictionary<string, long> madeAt = history.Ledger
        .GroupBy(entry => timeline.MakerOf(entry)?.Key ?? entry.RequestId)
        .ToDictionary(made => made.Key, made => made.First().Revision);

    public IEnumerable<Violation> Check() => [.. history.Attempts.SelectMany(Check), .. Keys()];

    private IEnumerable<Violation> Check(ChangeAttempt<TState> attempt) => attempt.Outcome switch
    {
        ChangeOutcome<TState>.Accepted accepted => CheckAccepted(attempt, accepted),
        ChangeOutcome<TState>.Refused refused when !HasReason(attempt, refused.Reason) =>
            [Violate(Rule.RefusalsHaveReason, $"{attempt}, and there was no reason for it", attempt)],
        ChangeOutcome<TState>.Unexpected => [Violate(Rule.NoInternalError, $"{attempt}", attempt)],
        _ => [],
    };

    private IEnumerable<Violation> CheckAccepted(ChangeAttempt<TState> attempt, ChangeOutcome<TState>.Accepted accepted)
    {
        if (timeline.StateAt(accepted.Revision) is not { } state || !state.Equals(accepted.State))
        {
            yield return Violate(
                Rule.NothingAcknowledgedIsLost,
                $"{attempt}, but the history has {timeline.StateAt(accepted.Revision)?.ToString() ?? "nothing"} at that revision",
                attempt);
            yield break;
        }

        if (madeAt.TryGetValue(attempt.Key ?? attempt.RequestId, out var made))
        {
            if (made != accepted.Revision)
            {
                yield return Violate(Rule.NothingAcknowledgedIsLost, $"{attempt}, but it is in the history as revision {made}", attempt);
            }

            yield break;
        }

        // Not in the history, so everything has to be as it was asked for already.
        if (!state.Equals(attempt.Change.Apply(state)))
        {
            yield return Violate(Rule.NothingAcknowledgedIsLost, $"{attempt}, but it was neither made nor so before", attempt);
        }
        else if (attempt.IfMatch is { } demanded && demanded != accepted.Revision)
        {
            yield return Violate(Rule.ConditionsHold, $"{attempt}", attempt);
        }
    }

    private bool HasReason(ChangeAttempt<TState> attempt, string reason) => reason switch
    {
        // Another change, or another activation, came in between; who that was may not be in the history.
        "conflict" => true,
        "precondition_failed" => attempt.IfMatch is { } demanded && timeline.During(attempt.When).Any(there => there.Revision != demanded),
        "not_found" => timeline.During(timeline.Whole(attempt)).Any(there => there.Revision == 0 && attempt.Change.Apply(there.State) is null),
        "not_installed" => timeline.During(timeline.Whole(attempt)).Any(there => there.Revision > 0 && attempt.Change.Apply(there.State) is null),

        // That is for the rules of apps to judge.
        "app_suspended" => attempt.Change is InstallationCommand.Install,
        _ => false,
    };

    private IEnumerable<Violation> Keys() =>
        from attempt in history.Attempts
        where attempt.Key is not null && attempt.Outcome is ChangeOutcome<TState>.Accepted
        group attempt by attempt.Key into repeated
        where repeated.Select(attempt => attempt.Outcome).Distinct().Count() > 1
        select Violate(Rule.NothingHappensTwice, $"one key, several answers: {string.Join("; ", repeated)}", repeated.Last());

    private Violation Violate(Rule rule, string text, ChangeAttempt<TState> attempt) => new(rule, history.Name, text, attempt.When);
}
