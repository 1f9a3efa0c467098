namespace Registry.Cluster.Tests;

/// <summary>What must hold of all answers that show a revision, in the order of the clock.</summary>
internal sealed class SightingRules<TState>(ObjectHistory<TState> history, Timeline<TState> timeline)
    where TState : class
{
    public IEnumerable<Violation> Check() => timeline.Sightings.SelectMany(Check);

    private IEnumerable<Violation> Check(Sighting<TState> sighting)
    {
        if (timeline.KnownBefore(sighting.When.Began) is var known && known > sighting.Revision)
        {
            yield return Violate(Rule.RevisionsOnlyGrow, $"{sighting}, although revision {known} had been shown before it began", sighting);
        }

        if (timeline.StateAt(sighting.Revision) is not { } state)
        {
            yield return Violate(Rule.AnswersFitTheirRevision, $"{sighting}, and there is no such revision", sighting);
            yield break;
        }

        if (!sighting.Claim.Fits(state))
        {
            yield return Violate(Rule.AnswersFitTheirRevision, $"{sighting}, but then it was {state}", sighting);
        }

        if (sighting.When.Ended < timeline.EarliestOf(sighting.Revision))
        {
            yield return Violate(Rule.NothingIsShownTooEarly, $"{sighting}, which was asked for later", sighting);
        }
    }

    private Violation Violate(Rule rule, string text, Sighting<TState> sighting) => new(rule, history.Name, text, sighting.When);
}
