using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Registry.Grains.Interfaces;

/// <summary>
/// One app in one workspace. Addressed by <see cref="InstallationKey"/>; exists as an address for every key, as an
/// installation from the first install on. An accepted change is on disk when the call returns; every check that
/// begins later reflects it. All calls may throw <see cref="RegistryUnavailableException"/>.
/// </summary>
[GrainInterfaceType("installation"), Alias("registry.IInstallationGrain")]
public interface IInstallationGrain : IGrainWithStringKey
{
    /// <summary>Whether the app may use <paramref name="scope"/> here, now. Never waits for a write in progress.</summary>
    [AlwaysInterleave, ResponseTimeout("00:00:02"), Alias("Check")]
    ValueTask<ScopeDecision> CheckAsync(ScopeId scope);

    /// <summary>As <see cref="CheckAsync"/>, and where the installation is.</summary>
    [AlwaysInterleave, ResponseTimeout("00:00:02"), Alias("CheckAndLocate")]
    ValueTask<LocatedDecision> CheckAndLocateAsync(ScopeId scope);

    /// <summary>Everything the app may do here, now. Never waits for a write in progress.</summary>
    [AlwaysInterleave, ResponseTimeout("00:00:02"), Alias("GetEffectiveScopes")]
    ValueTask<EffectiveScopes> GetEffectiveScopesAsync();

    /// <summary>What the bearer of an access token may do, now; null where it is not good, or the installation or the app is not active. Never waits for a write in progress.</summary>
    [AlwaysInterleave, ResponseTimeout("00:00:02"), Alias("Introspect")]
    ValueTask<AccessTokenState?> IntrospectAsync(AccessTokenProof proof);

    /// <summary>Whether the bearer of an access token may use <paramref name="scope"/>, now: a check; null where the token is not good, or the installation or the app is not active. Never waits for a write in progress.</summary>
    [AlwaysInterleave, ResponseTimeout("00:00:02"), Alias("Authorize")]
    ValueTask<ScopeDecision?> AuthorizeAsync(AccessTokenProof proof, ScopeId scope);

    /// <summary>The access tokens that are good, oldest first; null where the app was never installed. Never waits for a write in progress.</summary>
    [AlwaysInterleave, Alias("GetTokens")]
    ValueTask<ImmutableArray<AccessToken>?> GetTokensAsync();

    /// <summary>
    /// Keeps an access token that is given for an authorization code. A code that was used before revokes what it gave and is
    /// refused, as is one of an installation that was ended since: <see cref="Refusal.Conflict"/>. Of too many tokens, the oldest goes.
    /// </summary>
    [Alias("IssueToken")]
    Task<InstallationResult> IssueTokenAsync(NewAccessToken token, ChangeContext context);

    /// <summary>Revokes an access token. One that is not there changes nothing.</summary>
    [Alias("RevokeToken")]
    Task<InstallationResult> RevokeTokenAsync(AccessTokenId tokenId, ChangeContext context);

    /// <summary>Gives an access token that expires, and the refresh token beside it, successors. Not a change of the installation.</summary>
    /// <param name="tokenId">Which one.</param>
    /// <param name="refresh">The SHA-256 of the refresh token that the app shows, base64url.</param>
    /// <param name="next">What it gets.</param>
    /// <param name="context">Who asks, for the history where a refresh token is used twice.</param>
    [Alias("RefreshToken")]
    Task<RefreshResult> RefreshTokenAsync(AccessTokenId tokenId, string refresh, TokenPair next, ChangeContext context);

    /// <summary>Whether what somebody shows is an access token of this installation, or the refresh token beside one. Also while the installation or the app is suspended.</summary>
    [ReadOnly, Alias("HasToken")]
    Task<bool> HasTokenAsync(AccessTokenProof proof);

    /// <summary>Revokes the access token that somebody shows, or that a refresh token belongs to. Also while the installation or the app is suspended.</summary>
    /// <param name="proof">The token, whichever it is.</param>
    /// <param name="context">Who asks.</param>
    /// <returns>Whether it was good until then, by itself.</returns>
    [Alias("RevokeShownToken")]
    Task<bool> RevokeShownTokenAsync(AccessTokenProof proof, ChangeContext context);

    /// <summary>Gives an access token a name, 1 to 100 characters. What is not there is refused as <see cref="Refusal.NotFound"/>.</summary>
    [Alias("NameToken")]
    Task<InstallationResult> NameTokenAsync(AccessTokenId tokenId, string name, ChangeContext context);

    /// <summary>The installation, or null where the app was never installed. Never waits for a write in progress.</summary>
    [AlwaysInterleave, Alias("Get")]
    ValueTask<Installation?> GetAsync();

    /// <summary>One page of the history; null where the app was never installed.</summary>
    /// <param name="newestFirst">The order.</param>
    /// <param name="after">The revision that the page before ended with; null for the first page.</param>
    /// <param name="limit">How many entries at most, 1 to 200.</param>
    [ReadOnly, Alias("GetHistory")]
    Task<Page<InstallationChange>?> GetHistoryAsync(bool newestFirst, long? after, int limit);

    /// <summary>
    /// The installation as it was at a moment, worked out from its history and the versions of the app; null where the app
    /// was never installed. Scopes and topics that the catalog does not have today are left out.
    /// </summary>
    /// <param name="time">The moment, UTC.</param>
    [ReadOnly, Alias("GetAsOf")]
    Task<InstallationAsOf?> GetAsOfAsync(DateTimeOffset time);

    /// <summary>What the workspace would consent to by installing the app, and whether it can. Says of an app that the workspace never had no more than an install would.</summary>
    [ReadOnly, Alias("GetOffer")]
    Task<OfferResult> GetOfferAsync();

    /// <summary>Installs the app, or brings grant and topics up to the request.</summary>
    [Alias("Install")]
    Task<InstallationResult> InstallAsync(InstallRequest request, ChangeContext context);

    /// <summary>Ends every scope and topic at once; the history stays.</summary>
    [Alias("Uninstall")]
    Task<InstallationResult> UninstallAsync(ChangeContext context);

    /// <summary>Replaces the whole grant.</summary>
    [Alias("SetScopes")]
    Task<InstallationResult> SetScopesAsync(ImmutableArray<ScopeId> scopes, ChangeContext context);

    /// <summary>Grants one scope.</summary>
    [Alias("GrantScope")]
    Task<InstallationResult> GrantScopeAsync(ScopeId scope, ChangeContext context);

    /// <summary>Revokes one scope.</summary>
    [Alias("RevokeScope")]
    Task<InstallationResult> RevokeScopeAsync(ScopeId scope, ChangeContext context);

    /// <summary>Switches a subscribed topic on.</summary>
    [Alias("EnableTopic")]
    Task<InstallationResult> EnableTopicAsync(TopicId topic, ChangeContext context);

    /// <summary>Switches a subscribed topic off.</summary>
    [Alias("DisableTopic")]
    Task<InstallationResult> DisableTopicAsync(TopicId topic, ChangeContext context);

    /// <summary>Pauses the installation: the grant is kept, nothing is effective.</summary>
    [Alias("Suspend")]
    Task<InstallationResult> SuspendAsync(string reason, ChangeContext context);

    /// <summary>Lifts the suspension.</summary>
    [Alias("Resume")]
    Task<InstallationResult> ResumeAsync(ChangeContext context);

    /// <summary>Brings index and history in line with the stored state after a crash. Changes nothing that callers see, and may be repeated.</summary>
    [Alias("Reconcile")]
    Task ReconcileAsync();

    /// <summary>Makes up for what an audit log waits for after a crash: the last change is entered, and what was announced and never stored is taken back. May be repeated.</summary>
    [Alias("SettleAudit")]
    Task SettleAuditAsync(AuditTenant tenant);
}
