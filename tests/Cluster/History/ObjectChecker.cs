namespace Registry.Cluster.Tests;

/// <summary>
/// Tests whether the history of one object is linearizable: the registry names an order of the changes (its own history,
/// by revision) and every answer names its place in it; so it is enough to see that the order explains every answer, and
/// agrees with the clock wherever one call had ended before another began.
/// </summary>
internal sealed class ObjectChecker<TState>(ObjectHistory<TState> history)
    where TState : class
{
    private readonly Timeline<TState> timeline = new(history);

    public Timeline<TState> Timeline => timeline;

    public IEnumerable<Violation> Check() =>
    [
        .. new LedgerRules<TState>(history, timeline).Check(),
        .. new ChangeRules<TState>(history, timeline).Check(),
        .. new SightingRules<TState>(history, timeline).Check(),
    ];
}
