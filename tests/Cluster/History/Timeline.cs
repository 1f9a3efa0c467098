namespace Registry.Cluster.Tests;

/// <summary>
/// The changes of an object in the order of their revisions, as the registry tells it, each with the attempt behind it.
/// That order is the claim which the rules test against what callers saw when.
/// </summary>
internal sealed class Timeline<TState>
    where TState : class
{
    private readonly ObjectHistory<TState> history;
    private readonly Dictionary<long, TState> states = [];
    private readonly Dictionary<string, ChangeAttempt<TState>> attempts = [];
    private readonly Dictionary<string, long> firstBegin = [];
    private readonly long[] latestBegin;
    private readonly (long Ended, long Revision)[] shown;

    public Timeline(ObjectHistory<TState> history)
    {
        this.history = history;
        foreach (var attempt in history.Attempts)
        {
            attempts[attempt.RequestId] = attempt;
            if (attempt.Key is { } key)
            {
                firstBegin[key] = Math.Min(attempt.When.Began, firstBegin.GetValueOrDefault(key, long.MaxValue));
            }
        }

        Last = history.Ledger.Select(entry => entry.Revision).DefaultIfEmpty().Max();
        latestBegin = new long[Last + 1];
        latestBegin[0] = long.MinValue;
        states[0] = history.Initial;
        foreach (var entry in history.Ledger.Where(entry => entry.Revision > 0))
        {
            if (states.TryAdd(entry.Revision, entry.After))
            {
                latestBegin[entry.Revision] = MakerOf(entry)?.When.Began ?? long.MinValue;
            }
        }

        for (var revision = 1; revision <= Last; revision++)
        {
            latestBegin[revision] = Math.Max(latestBegin[revision], latestBegin[revision - 1]);
        }

        Sightings = [.. history.Sightings, .. history.Attempts.Select(AsSighting).OfType<Sighting<TState>>()];
        shown = [.. GreatestSoFar(Sightings.Select(sighting => (sighting.When.Ended, sighting.Revision)).Order())];
    }

    /// <summary>The revision of the last entry.</summary>
    public long Last { get; }

    /// <summary>All answers that show a revision, those to changes included.</summary>
    public IReadOnlyList<Sighting<TState>> Sightings { get; }

    public TState? StateAt(long revision) => states.GetValueOrDefault(revision);

    public ChangeAttempt<TState>? MakerOf(LedgerEntry<TState> entry) => attempts.GetValueOrDefault(entry.RequestId);

    /// <summary>A change can't have been made before this: when the last one began of those that it rests on.</summary>
    public long EarliestOf(long revision) => latestBegin[revision];

    /// <summary>The highest revision that anybody had been shown before something began.</summary>
    public long KnownBefore(long began)
    {
        var low = 0;
        for (var high = shown.Length; low < high;)
        {
            var middle = (low + high) / 2;
            (low, high) = shown[middle].Ended < began ? (middle + 1, high) : (low, middle);
        }

        return low == 0 ? 0 : shown[low - 1].Revision;
    }

    /// <summary>The states that there may have been while something was under way.</summary>
    public IEnumerable<(long Revision, TState State)> During(Period when)
    {
        for (var revision = KnownBefore(when.Began); revision <= Last && latestBegin[revision] <= when.Ended; revision++)
        {
            if (StateAt(revision) is { } state)
            {
                yield return (revision, state);
            }
        }
    }

    /// <summary>A repetition with a key may be answered with what an earlier attempt was answered, so it counts from that one's beginning.</summary>
    public Period Whole(ChangeAttempt<TState> attempt) =>
        attempt.Key is { } key ? attempt.When with { Began = firstBegin[key] } : attempt.When;

    private Sighting<TState>? AsSighting(ChangeAttempt<TState> attempt) =>
        attempt.Outcome is ChangeOutcome<TState>.Accepted accepted
            ? new(Whole(attempt), accepted.Revision, new Acknowledged(attempt, accepted.State)) { Through = attempt.Through }
            : null;

    private static IEnumerable<(long Ended, long Revision)> GreatestSoFar(IEnumerable<(long Ended, long Revision)> answers)
    {
        var greatest = 0L;
        foreach (var (ended, revision) in answers)
        {
            greatest = Math.Max(greatest, revision);
            yield return (ended, greatest);
        }
    }

    // Whether the state fits is a rule of its own for what was acknowledged.
    private sealed record Acknowledged(ChangeAttempt<TState> Attempt, TState State) : IClaim<TState>
    {
        public bool? SaysAppSuspended => null;

        public bool Fits(TState state) => true;

        public override string ToString() => $"acknowledged {Attempt.Change}";
    }
}
