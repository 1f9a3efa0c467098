namespace Registry.Cluster.Tests;

/// <summary>What installations must know of their app.</summary>
internal sealed class AppRules(ObjectHistory<InstallationState> history, Timeline<InstallationState> timeline, AppReach app)
{
    public IEnumerable<Violation> Check() =>
    [
        .. from sighting in history.Sightings
           where sighting.Claim.SaysAppSuspended is { } says && !app.Allows(sighting.When, says)
           select Violate($"{sighting}", sighting.When),
        .. from attempt in history.Attempts
           where SaysAppSuspended(attempt) is { } says && !app.Allows(timeline.Whole(attempt), says)
           select Violate($"{attempt}", attempt.When),
    ];

    // Only an install asks whether the app is suspended.
    private static bool? SaysAppSuspended(ChangeAttempt<InstallationState> attempt) => (attempt.Change, attempt.Outcome) switch
    {
        (InstallationCommand.Install, ChangeOutcome<InstallationState>.Accepted) => false,
        (InstallationCommand.Install, ChangeOutcome<InstallationState>.Refused("app_suspended")) => true,
        _ => null,
    };

    private Violation Violate(string text, Period at) =>
        new(Rule.AppChangesReachEverybody, history.Name, $"{text}, which the app was not at that time", at);
}
