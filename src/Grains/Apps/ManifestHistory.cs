using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>What installations of an app depended on in the past, from its versions.</summary>
internal static class ManifestHistory
{
    /// <summary>The live manifest as it was when a version was the last one.</summary>
    /// <param name="app">The app.</param>
    /// <param name="version">The version.</param>
    /// <param name="back">The versions from there backwards.</param>
    /// <param name="catalog">The catalog of today, which the scopes and topics of before are read by.</param>
    public static async Task<LiveManifest> ManifestAtAsync(AppId app, AppVersion version, IAsyncEnumerable<AppVersion> back, Catalog catalog)
    {
        // Live is what was approved last, or what the app requested last while it was private: see AppVersioning.
        var live = await back.FirstOrDefaultAsync(earlier => earlier.After is { Visibility: AppVisibility.Private } or { Status: AppStatus.Approved });
        return new()
        {
            App = app,
            Sequence = version.Version,
            Version = live?.Version ?? 0,
            IsSuspended = version.After.Suspension is not null,
            Visibility = version.After.Visibility,
            Status = version.After.Status,
            IsInstallable = version.After.Visibility == AppVisibility.Private || live is { After.Visibility: AppVisibility.Public },
            Workspaces = version.After.Workspaces,
            Scopes = [.. (live?.After.Scopes ?? []).Select(scope => scope.Id).Where(scope => catalog.FindScope(scope) is not null)],
            RequiredScopes = live is null ? [] : catalog.RequiredBy(live.After.Capabilities),
            Topics = [.. (live?.After.Topics ?? []).Where(topic => catalog.FindTopic(topic) is not null)],
        };
    }
}
