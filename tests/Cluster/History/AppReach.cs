namespace Registry.Cluster.Tests;

/// <summary>
/// When the versions of an app could be relied on by installations: from the moment somebody asked for them, until a
/// later one was acknowledged. In between, the silos may differ.
/// </summary>
internal sealed class AppReach
{
    private readonly Timeline<AppState> timeline;

    // By version: when a change to it, or to a later one, was first acknowledged.
    private readonly long[] acknowledged;

    public AppReach(ObjectHistory<AppState> history, Timeline<AppState> timeline)
    {
        this.timeline = timeline;
        acknowledged = new long[timeline.Last + 2];
        Array.Fill(acknowledged, long.MaxValue);
        foreach (var attempt in history.Attempts)
        {
            if (attempt.Outcome is ChangeOutcome<AppState>.Accepted accepted && accepted.Revision <= timeline.Last)
            {
                acknowledged[accepted.Revision] = Math.Min(acknowledged[accepted.Revision], attempt.When.Ended);
            }
        }

        for (var version = timeline.Last; version >= 0; version--)
        {
            acknowledged[version] = Math.Min(acknowledged[version], acknowledged[version + 1]);
        }
    }

    /// <summary>Whether an installation may have said, in this time, that the app was suspended, or that it was not.</summary>
    public bool Allows(Period when, bool isSuspended)
    {
        for (var version = 0L; version <= timeline.Last; version++)
        {
            if (timeline.StateAt(version) is { IsRegistered: true } state
                && (state.Suspension is not null) == isSuspended
                && timeline.EarliestOf(version) <= when.Ended
                && acknowledged[version + 1] >= when.Began)
            {
                return true;
            }
        }

        return false;
    }
}
