namespace Registry.Cluster.Tests;

/// <summary>What must hold of the history that the registry keeps: it is whole, and every entry was asked for.</summary>
internal sealed class LedgerRules<TState>(ObjectHistory<TState> history, Timeline<TState> timeline)
    where TState : class
{
    public IEnumerable<Violation> Check() => [.. Wholeness(), .. history.Ledger.SelectMany(Explain), .. Repetitions()];

    private IEnumerable<Violation> Wholeness()
    {
        var (revision, state) = (0L, history.Initial);
        foreach (var entry in history.Ledger)
        {
            if (entry.Revision != revision + 1)
            {
                yield return Violate(Rule.HistoryIsWhole, $"the entry after revision {revision} is of revision {entry.Revision}");
            }

            if (!entry.Before.Equals(state))
            {
                yield return Violate(Rule.HistoryIsWhole, $"revision {entry.Revision} begins with {entry.Before}, the one before ended with {state}");
            }

            (revision, state) = (entry.Revision, entry.After);
        }

        if (history.FinalRevision is { } final && final != revision)
        {
            yield return Violate(Rule.HistoryIsWhole, $"it ends with revision {revision}, the object is at {final}");
        }
    }

    private IEnumerable<Violation> Explain(LedgerEntry<TState> entry)
    {
        if (timeline.MakerOf(entry) is not { } maker)
        {
            yield return Violate(Rule.EveryChangeIsExplained, $"nobody asked for {entry}");
            yield break;
        }

        if (maker.Change.Apply(entry.Before) is not { } after || !after.Equals(entry.After) || after.Equals(entry.Before))
        {
            yield return Violate(Rule.EveryChangeIsExplained, $"{maker} does not make {entry}", maker.When);
        }

        if (maker.Outcome is ChangeOutcome<TState>.Refused or ChangeOutcome<TState>.Unchanged)
        {
            yield return Violate(Rule.NothingRefusedHappens, $"{maker} made {entry}", maker.When);
        }

        if (maker.IfMatch is { } demanded && demanded != entry.Revision - 1)
        {
            yield return Violate(Rule.ConditionsHold, $"{maker} made {entry}", maker.When);
        }
    }

    private IEnumerable<Violation> Repetitions() =>
        from entry in history.Ledger
        group entry by timeline.MakerOf(entry)?.Key ?? entry.RequestId into made
        where made.Count() > 1
        select Violate(Rule.NothingHappensTwice, $"{made.Key} made {string.Join(" and ", made)}", timeline.MakerOf(made.Last())?.When);

    private Violation Violate(Rule rule, string text, Period? at = null) => new(rule, history.Name, text, at);
}
