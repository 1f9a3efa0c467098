using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>What a workspace sees of an app before it consents. Needs no storage.</summary>
internal static class OfferView
{
    /// <param name="manifest">What an install goes by.</param>
    /// <param name="app">The app as it is now.</param>
    /// <param name="live">The app as it was at the live version; null where that is the current one.</param>
    /// <param name="catalog">The catalog.</param>
    public static AppOffer Of(LiveManifest manifest, App app, AppSnapshot? live, Catalog catalog)
    {
        var capabilities = live?.Capabilities ?? app.Capabilities;
        var reasons = live is null
            ? app.Scopes.ToDictionary(scope => scope.Id, scope => scope.Reason)
            : live.Scopes.ToDictionary(scope => scope.Id, scope => scope.Reason);
        return new()
        {
            App = app.Id,
            Name = app.Name,
            Developer = app.Developer,
            ManifestVersion = manifest.Version,
            Scopes = [.. manifest.Scopes.Select(scope => new AppScope(scope, reasons.GetValueOrDefault(scope), RequiredBy(scope)))],
            Topics = manifest.Topics,
        };

        ImmutableArray<CapabilityId> RequiredBy(ScopeId scope) =>
            [.. capabilities.Where(capability => catalog.FindCapability(capability)?.RequiresScopes.Contains(scope) == true)];
    }
}
