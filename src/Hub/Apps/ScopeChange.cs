using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>Saves a selection, as one change.</summary>
internal sealed class ScopeChange(App app, ScopeSelection selection, Catalog catalog)
{
    /// <summary>Asks for scopes alone where the capabilities stay, so that nothing else of the app is set again.</summary>
    public Task<AppResult> MakeAsync(IAppGrain grain, ChangeContext context) =>
        ScopeDifference.Of(app, selection, catalog).ChangesCapabilities
            ? grain.PutAsync(AppDefinitions.Of(app, catalog) with { Capabilities = [.. selection.Capabilities.Select(capability => capability.Id)], Scopes = selection.ToScopes() }, context)
            : grain.SetScopesAsync(selection.ToScopes(), context);

    /// <summary>What came of it, in a sentence.</summary>
    public static string NoticeOf(AppResult.Accepted accepted)
    {
        var saved = Phrase.Of(ScopeTexts.Saved, accepted.App.ManifestVersion);
        var silenced = accepted.SilencedTopics.Length;
        var next = accepted.App is { Visibility: AppVisibility.Public, Status: AppStatus.Draft or AppStatus.Rejected } ? ScopeTexts.SavedSubmit : null;
        return string.Join(' ', new[] { saved, silenced == 0 ? null : Phrase.Count(silenced, ScopeTexts.SavedSilenced, ScopeTexts.SavedSilencedMany), next }.OfType<string>());
    }
}
