using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Registry.Grains.Interfaces;

/// <summary>
/// An app and its manifest versions. An accepted change is on disk and effective on every silo when the call returns.
/// A change waits for silos that are out of reach, up to the manifest lease, so its calls have a longer time limit.
/// All calls may throw <see cref="RegistryUnavailableException"/>.
/// </summary>
[GrainInterfaceType("app"), Alias("registry.IAppGrain")]
public interface IAppGrain : IGrainWithStringKey
{
    /// <summary>The app, or null where there is none or it belongs to another developer than <paramref name="developer"/>.</summary>
    /// <param name="developer">On whose behalf the call is made; null for a caller that may see every app.</param>
    [AlwaysInterleave, Alias("Get")]
    ValueTask<App?> GetAsync(DeveloperId? developer);

    /// <summary>What installations of this app depend on, or null where there is no such app. Never waits for a write in progress.</summary>
    [AlwaysInterleave, ResponseTimeout("00:00:02"), Alias("GetLiveManifest")]
    ValueTask<LiveManifest?> GetLiveManifestAsync();

    /// <summary>One page of the manifest versions, newest first; null where there is no such app for that developer.</summary>
    /// <param name="developer">On whose behalf the call is made; null for a caller that may see every app.</param>
    /// <param name="after">The version that the page before ended with; null for the first page.</param>
    /// <param name="limit">How many at most, 1 to 200.</param>
    [ReadOnly, Alias("GetVersions")]
    Task<Page<AppVersion>?> GetVersionsAsync(DeveloperId? developer, long? after, int limit);

    /// <summary>Registers the app or replaces it.</summary>
    [ResponseTimeout("00:00:30"), Alias("Put")]
    Task<AppResult> PutAsync(AppDefinition definition, ChangeContext context);

    /// <summary>Replaces the requested scopes; those that a capability requires must be among them.</summary>
    [ResponseTimeout("00:00:30"), Alias("SetScopes")]
    Task<AppResult> SetScopesAsync(ImmutableArray<RequestedScope> scopes, ChangeContext context);

    /// <summary>Replaces endpoint and subscribed topics.</summary>
    [ResponseTimeout("00:00:30"), Alias("SetWebhook")]
    Task<AppResult> SetWebhookAsync(WebhookDefinition webhook, ChangeContext context);

    /// <summary>Replaces the secret that notifications are signed with; the one before stays valid for a while.</summary>
    [ResponseTimeout("00:00:30"), Alias("RotateWebhookSecret")]
    Task<AppResult> RotateWebhookSecretAsync(ChangeContext context);

    /// <summary>The current secret as its owner gets it; null where there is none, or no such app for that developer. For the one who has just replaced it.</summary>
    /// <param name="developer">On whose behalf the call is made; null for a caller that may see every app.</param>
    [ReadOnly, Alias("RevealWebhookSecret")]
    Task<RevealedSecret?> RevealWebhookSecretAsync(DeveloperId? developer);

    /// <summary>
    /// The secret that was made at a certain time, as its owner gets it; null where it is not the current one any more, or
    /// there is no such app for that developer. For the one who has just made it, also when he asks again.
    /// </summary>
    /// <param name="developer">On whose behalf the call is made; null for a caller that may see every app.</param>
    /// <param name="createdAt">When, UTC: <see cref="App.UpdatedAt"/> in the answer to the call that made it.</param>
    [ReadOnly, Alias("RevealWebhookSecretMadeAt")]
    Task<RevealedSecret?> RevealWebhookSecretMadeAtAsync(DeveloperId? developer, DateTimeOffset createdAt);

    /// <summary>The app as the authorization server knows it; null where there is none. Never waits for a write in progress.</summary>
    [AlwaysInterleave, ResponseTimeout("00:00:02"), Alias("GetOAuthClient")]
    ValueTask<OAuthClient?> GetOAuthClientAsync();

    /// <summary>Replaces redirect URIs and keys.</summary>
    [ResponseTimeout("00:00:30"), Alias("SetOAuth")]
    Task<AppResult> SetOAuthAsync(OAuthSettings settings, ChangeContext context);

    /// <summary>Adds a client secret beside the one there is; at most <see cref="AppOAuth.MostSecrets"/> are good at the same time.</summary>
    [ResponseTimeout("00:00:30"), Alias("AddClientSecret")]
    Task<AppResult> AddClientSecretAsync(NewClientSecret secret, ChangeContext context);

    /// <summary>Revokes a client secret. One that is not there changes nothing.</summary>
    [ResponseTimeout("00:00:30"), Alias("RevokeClientSecret")]
    Task<AppResult> RevokeClientSecretAsync(ClientSecretId secretId, ChangeContext context);

    /// <summary>Notes that a client secret was used. Stored at most once an hour for each.</summary>
    [Alias("RecordSecretUse")]
    Task RecordSecretUseAsync(ClientSecretId secretId);

    /// <summary>Notes that the endpoint answered 410, unless it is another one by now.</summary>
    [ResponseTimeout("00:00:30"), Alias("DisableWebhook")]
    Task<AppResult> DisableWebhookAsync(string url, ChangeContext context);

    /// <summary>Submits the current version of a public app for review.</summary>
    [ResponseTimeout("00:00:30"), Alias("Submit")]
    Task<AppResult> SubmitAsync(ChangeContext context);

    /// <summary>Approves or rejects the submitted version.</summary>
    [ResponseTimeout("00:00:30"), Alias("Review")]
    Task<AppResult> ReviewAsync(ReviewDecision decision, ChangeContext context);

    /// <summary>Suspends the app everywhere.</summary>
    [ResponseTimeout("00:00:30"), Alias("Suspend")]
    Task<AppResult> SuspendAsync(string reason, ChangeContext context);

    /// <summary>Lifts the suspension.</summary>
    [ResponseTimeout("00:00:30"), Alias("Resume")]
    Task<AppResult> ResumeAsync(ChangeContext context);

    /// <summary>What installations of this app depended on at a moment, worked out from its versions; null where there was no such app. Without the endpoint.</summary>
    /// <param name="time">The moment, UTC.</param>
    [ReadOnly, Alias("GetLiveManifestAsOf")]
    Task<LiveManifest?> GetLiveManifestAsOfAsync(DateTimeOffset time);

    /// <summary>Makes up for what an audit log waits for after a crash: the app's last change is entered, and what was announced and never stored is taken back. May be repeated.</summary>
    [ResponseTimeout("00:00:30"), Alias("SettleAudit")]
    Task SettleAuditAsync(AuditTenant tenant);

    /// <summary>Notes that installations have used these scopes, for the review.</summary>
    [Alias("RecordScopeUse")]
    Task RecordScopeUseAsync(ImmutableArray<ScopeId> scopes);
}
