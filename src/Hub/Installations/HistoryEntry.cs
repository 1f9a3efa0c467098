using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>One change of an installation, as what became different.</summary>
internal sealed record HistoryEntry(InstallationChange Change)
{
    private ImmutableArray<ScopeId> Before => Change.Before?.GrantedScopes ?? [];

    // What was switched off is forgotten with the installation, which switches nothing on.
    private ImmutableArray<TopicId> OffBefore => IsOn(Change.Before) ? Change.Before!.DisabledTopics : [];

    public int GrantedBefore => Before.Length;

    public int GrantedAfter => Change.After.GrantedScopes.Length;

    public IReadOnlyList<ScopeId> Added => [.. Change.After.GrantedScopes.Except(Before)];

    public IReadOnlyList<ScopeId> Removed => [.. Before.Except(Change.After.GrantedScopes)];

    public IReadOnlyList<TopicId> SwitchedOn => IsOn(Change.After) ? [.. OffBefore.Except(Change.After.DisabledTopics)] : [];

    public IReadOnlyList<TopicId> SwitchedOff => [.. Change.After.DisabledTopics.Except(OffBefore)];

    /// <summary>Whether status or suspension changed.</summary>
    public bool HasNewStatus => Change.Before?.Status != Change.After.Status;

    public string StatusBefore => Change.Before is null ? InstallationTexts.NotInstalled : Words(Change.Before.Status);

    public string StatusAfter => Words(Change.After.Status);

    public string Title(Catalog catalog) => Change.Action switch
    {
        InstallationAction.Installed => Change.Before is null ? InstallationTexts.DidInstall : InstallationTexts.DidInstallAgain,
        InstallationAction.Updated => InstallationTexts.DidUpdate,
        InstallationAction.Uninstalled => InstallationTexts.DidUninstall,
        InstallationAction.ScopesSet => InstallationTexts.DidSetScopes,
        InstallationAction.ScopeGranted => Phrase.Of(InstallationTexts.DidGrant, catalog.NamesOf(Added)),
        InstallationAction.ScopeRevoked => Phrase.Of(InstallationTexts.DidRevoke, catalog.NamesOf(Removed)),
        InstallationAction.TopicEnabled => Phrase.Of(InstallationTexts.DidEnable, Phrase.List(SwitchedOn.Select(catalog.NameOf))),
        InstallationAction.TopicDisabled => Phrase.Of(InstallationTexts.DidDisable, Phrase.List(SwitchedOff.Select(catalog.NameOf))),
        InstallationAction.Suspended => InstallationTexts.DidSuspend,
        InstallationAction.Resumed => InstallationTexts.DidResume,
        InstallationAction.TokenIssued => OAuthTexts.DidIssueToken,
        InstallationAction.TokenRevoked => OAuthTexts.DidRevokeToken,
        InstallationAction.TokenNamed => OAuthTexts.DidNameToken,
        var other => other.ToString(),
    };

    private static bool IsOn(InstallationSnapshot? snapshot) => snapshot is { Status: not InstallationStatus.Uninstalled };

    private static string Words(InstallationStatus status) => status switch
    {
        InstallationStatus.Installed => InstallationTexts.Installed,
        InstallationStatus.Suspended => InstallationTexts.Suspended,
        _ => InstallationTexts.Uninstalled,
    };
}
