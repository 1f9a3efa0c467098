namespace Registry.Cluster.Tests;

/// <summary>All that happened to a registry.</summary>
internal sealed class RegistryHistory
{
    /// <summary>The apps, by id.</summary>
    public Dictionary<string, ObjectHistory<AppState>> Apps { get; } = [];

    /// <summary>The installations, each with the id of its app.</summary>
    public List<(string App, ObjectHistory<InstallationState> History)> Installations { get; } = [];

    public List<FinalList> Lists { get; } = [];

    /// <summary>Everything that must not be, in no particular order; nothing where all is well.</summary>
    public IReadOnlyList<Violation> Check()
    {
        var apps = Apps.ToDictionary(app => app.Key, app => new ObjectChecker<AppState>(app.Value));
        var reach = Apps.ToDictionary(app => app.Key, app => new AppReach(app.Value, apps[app.Key].Timeline));
        return
        [
            .. apps.Values.SelectMany(app => app.Check()),
            .. Installations.SelectMany(installation => Check(installation.History, reach[installation.App])),
            .. Lists.SelectMany(list => list.Check()),
        ];
    }

    private static IEnumerable<Violation> Check(ObjectHistory<InstallationState> installation, AppReach app)
    {
        var checker = new ObjectChecker<InstallationState>(installation);
        return [.. checker.Check(), .. new AppRules(installation, checker.Timeline, app).Check()];
    }
}
