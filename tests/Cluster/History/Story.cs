namespace Registry.Cluster.Tests;

/// <summary>Makes up histories of one installation and its app, right unless it is told to be wrong. The clock counts 1, 2, 3.</summary>
internal sealed class Story
{
    private int requests;

    public Story()
    {
        App.Ledger.Add(new(1, "registered", AppState.None, AppState.Active));
        App.Attempts.Add(new(new(0, 0), "registered", new AppCommand.Register(""), new ChangeOutcome<AppState>.Accepted(1, AppState.Active)));
    }

    public ObjectHistory<InstallationState> Installation { get; } = new("installation", InstallationState.None);

    public ObjectHistory<AppState> App { get; } = new("app", AppState.None);

    /// <summary>The revision of the installation.</summary>
    public long Revision => Installation.Ledger.Count;

    public InstallationState State => Installation.Ledger is [.., var last] ? last.After : InstallationState.None;

    /// <summary>What the checker finds, each once.</summary>
    public IEnumerable<Rule> Broken
    {
        get
        {
            var history = new RegistryHistory { Apps = { ["app"] = App }, Installations = { ("app", Installation) } };
            return history.Check().Select(violation => violation.Rule).Distinct().Order();
        }
    }

    /// <summary>A change that is made and acknowledged.</summary>
    public Story Makes(long began, long ended, InstallationCommand change, string? key = null, long? ifMatch = null)
    {
        var after = change.Apply(State)!;
        return Tries(began, ended, change, Accepted(Revision + 1, after), key, ifMatch).Enters();
    }

    /// <summary>A change that is tried, whatever comes of it.</summary>
    public Story Tries(
        long began, long ended, InstallationCommand change, ChangeOutcome<InstallationState> outcome, string? key = null, long? ifMatch = null)
    {
        Installation.Attempts.Add(new(new(began, ended), $"r{++requests}", change, outcome) { Key = key, IfMatch = ifMatch });
        return this;
    }

    /// <summary>A change that is tried, and nobody knows what comes of it.</summary>
    public Story Loses(long began, long ended, InstallationCommand change, string? key = null) =>
        Tries(began, ended, change, new ChangeOutcome<InstallationState>.Unknown("timeout"), key);

    /// <summary>An attempt, the last one if not told otherwise, comes into the history that the registry keeps.</summary>
    public Story Enters(int? attempt = null)
    {
        var maker = Installation.Attempts[attempt ?? ^1];
        Installation.Ledger.Add(new(Revision + 1, maker.RequestId, State, maker.Change.Apply(State)!));
        return this;
    }

    public Story Checks(long began, long ended, string reason, long revision, string scope = "a")
    {
        Installation.Sightings.Add(new(new(began, ended), revision, new CheckClaim(scope, reason == "granted", reason)));
        return this;
    }

    public Story Shows(long began, long ended, InstallationState state, long revision, string? effective = null)
    {
        Installation.Sightings.Add(new(new(began, ended), revision, new InstallationClaim(state, effective ?? (state.Status == "installed" ? state.Grant : ""))));
        return this;
    }

    /// <summary>A change of the app; with no end, nobody knows what came of it.</summary>
    public Story Changes(long began, long? ended, AppCommand change)
    {
        var before = App.Ledger[^1].After;
        var (version, id) = (App.Ledger.Count + 1, $"r{++requests}");
        App.Ledger.Add(new(version, id, before, change.Apply(before)!));
        App.Attempts.Add(new(new(began, ended ?? began + 1), id, change, ended is null
            ? new ChangeOutcome<AppState>.Unknown("timeout")
            : new ChangeOutcome<AppState>.Accepted(version, App.Ledger[^1].After)));
        return this;
    }

    public static ChangeOutcome<InstallationState> Accepted(long revision, InstallationState state) =>
        new ChangeOutcome<InstallationState>.Accepted(revision, state);

    public static ChangeOutcome<InstallationState> Refused(string reason) => new ChangeOutcome<InstallationState>.Refused(reason);
}
