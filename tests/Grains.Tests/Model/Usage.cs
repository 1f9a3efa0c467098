using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>Silos tell apps which scopes are used beside the checks, so for a moment an app may not know the latest.</summary>
internal static class Usage
{
    /// <summary>The app without what it may or may not know yet.</summary>
    public static App Settled(App app, HashSet<string> used) => app with
    {
        Review = app.Review with { OverPrivileged = app.Review.OverPrivileged.RemoveAll(scope => used.Contains(scope.Value)) },
    };
}
