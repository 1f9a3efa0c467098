using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;
using Registry.Grains.Interfaces;
using AppDecision = Registry.Grains.Decision<Registry.Grains.AppRecord, Registry.Grains.Interfaces.AppAction>;
using AppLog = Registry.Grains.ChangeLog<Registry.Grains.AppRecord, Registry.Grains.Interfaces.AppAction, Registry.Grains.Interfaces.AppVersion, Registry.Grains.Interfaces.AppResult>;

namespace Registry.Grains;

[GrainType(StorageNames.AppState)]
internal sealed class AppGrain(
    [PersistentState(StorageNames.AppState, StorageNames.Registry)] IPersistentState<StoredState<AppRecord, AppVersion>> store,
    [PersistentState(StorageNames.AppUsageState, StorageNames.Registry)] IPersistentState<AppUsage> usage,
    ChangeLogFactory logs,
    Catalog catalog,
    IAppIndex index,
    ISubmissionIndex submissions,
    ManifestBroadcast broadcast,
    AuditTrail audit,
    IWebhookSecrets secrets,
    IOptions<DeliveryOptions> deliveries,
    AbsentGrains absent,
    AbsentPace pace,
    ISiloLease lease,
    TimeProvider clock,
    RegistryMetrics metrics) : Grain, IMayBeAbsent, IAppGrain, IChangeSubject<AppRecord, AppAction, AppVersion, AppResult>
{
    private AppId id;
    private AppLog log = null!;
    private LiveManifest? manifest;

    // The version that every silo knows. After an activation nobody knows how far the one before it got.
    private long sharedVersion;
    private AbsentTurn turn;

    public bool IsAbsent => log?.Record is null;

    public JournalOwner Owner => JournalOwner.Of(id);

    public JsonTypeInfo<AppVersion> ChangeJson => StateJson.Default.AppVersion;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        id = AppId.Parse(this.GetPrimaryKeyString());
        log = logs.Create(store, this);
        if (log.Record is not { } record)
        {
            absent.Add(GrainContext);
            return Task.CompletedTask;
        }

        // A write of the activation before may have happened without its caller, or the checks on this silo, being told.
        manifest = AppView.ManifestOf(id, record, catalog);
        broadcast.PublishHere(manifest);
        if (record.Status == AppStatus.Submitted)
        {
            // During an upgrade a silo that knows of no queue may have stored the submission. A row too many does no harm.
            this.RegisterGrainTimer(
                _ => submissions.AddAsync(id, record.ManifestVersion),
                new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan) { Interleave = true });
        }

        return Task.CompletedTask;
    }

    public async ValueTask<App?> GetAsync(DeveloperId? developer)
    {
        await turn.TakeAsync(pace, IsAbsent);
        lease.Demand();
        return log.Record is { } record && IsVisibleTo(developer) ? AppView.Of(id, record, usage.State, catalog) : null;
    }

    public ValueTask<LiveManifest?> GetLiveManifestAsync()
    {
        lease.Demand();
        return new(manifest);
    }

    public async Task<Page<AppVersion>?> GetVersionsAsync(DeveloperId? developer, long? after, int limit)
    {
        await turn.TakeAsync(pace, IsAbsent);
        var page = log.Record is not null && IsVisibleTo(developer) ? await log.ReadAsync(newestFirst: true, after, limit) : null;
        lease.Demand();
        return page;
    }

    public Task<AppResult> PutAsync(AppDefinition definition, ChangeContext context) =>
        ChangeAsync("put", context, (current, stamp) => AppRules.Put(current, definition, catalog, stamp));

    public Task<AppResult> SetScopesAsync(ImmutableArray<RequestedScope> scopes, ChangeContext context) =>
        ChangeExistingAsync("set_scopes", context, (current, stamp) => AppRules.SetScopes(current, scopes, catalog, stamp));

    public Task<AppResult> SetWebhookAsync(WebhookDefinition webhook, ChangeContext context) =>
        ChangeExistingAsync("set_webhook", context, (current, stamp) => AppRules.SetWebhook(current, webhook, catalog, stamp));

    public Task<AppResult> RotateWebhookSecretAsync(ChangeContext context) =>
        ChangeExistingAsync("rotate_webhook_secret", context, (current, stamp) =>
            WebhookRules.RotateSecret(current, secrets.CreateProtected(), deliveries.Value.SecretOverlap, catalog, stamp));

    public Task<RevealedSecret?> RevealWebhookSecretAsync(DeveloperId? developer) => Task.FromResult(
        log.Record is { WebhookSecrets: [var newest, .. var before] } && IsVisibleTo(developer)
            ? new RevealedSecret(secrets.Reveal(newest.Protected), before.FirstOrDefault()?.ExpiresAt)
            : null);

    public async Task<RevealedSecret?> RevealWebhookSecretMadeAtAsync(DeveloperId? developer, DateTimeOffset createdAt) =>
        log.Record is { WebhookSecrets: [var newest, ..] } && newest.CreatedAt == createdAt ? await RevealWebhookSecretAsync(developer) : null;

    public ValueTask<OAuthClient?> GetOAuthClientAsync()
    {
        lease.Demand();
        return new(log.Record is { } record ? AppView.ClientOf(id, record) : null);
    }

    public Task<AppResult> SetOAuthAsync(OAuthSettings settings, ChangeContext context) =>
        ChangeExistingAsync("set_oauth", context, (current, stamp) => ClientRules.Set(current, settings, catalog, stamp));

    public Task<AppResult> AddClientSecretAsync(NewClientSecret secret, ChangeContext context) =>
        ChangeExistingAsync("add_client_secret", context, (current, stamp) => ClientRules.AddSecret(current, secret, catalog, stamp));

    public Task<AppResult> RevokeClientSecretAsync(ClientSecretId secretId, ChangeContext context) =>
        ChangeExistingAsync("revoke_client_secret", context, (current, stamp) => ClientRules.RevokeSecret(current, secretId, catalog, stamp));

    public Task<AppResult> DisableWebhookAsync(string url, ChangeContext context) =>
        ChangeExistingAsync("disable_webhook", context, (current, stamp) => WebhookRules.Disable(current, url, catalog, stamp));

    public Task<AppResult> SubmitAsync(ChangeContext context) =>
        ChangeExistingAsync("submit", context, (current, stamp) => ReviewRules.Submit(current, catalog, stamp));

    public Task<AppResult> ReviewAsync(ReviewDecision decision, ChangeContext context) =>
        ChangeExistingAsync("review", context, (current, stamp) => ReviewRules.Review(current, decision, catalog, stamp));

    public Task<AppResult> SuspendAsync(string reason, ChangeContext context) =>
        ChangeExistingAsync("suspend", context, (current, stamp) => AppRules.Suspend(current, reason, catalog, stamp));

    public Task<AppResult> ResumeAsync(ChangeContext context) =>
        ChangeExistingAsync("resume", context, (current, stamp) => AppRules.Resume(current, catalog, stamp));

    public Task RecordScopeUseAsync(ImmutableArray<ScopeId> scopes) => RecordUseAsync(usage.State.With(scopes));

    public Task RecordSecretUseAsync(ClientSecretId secretId) => RecordUseAsync(log.Record is { ClientSecrets: var secrets } && secrets.Any(secret => secret.Id == secretId)
        ? usage.State.With(secretId, secrets, clock.GetUtcNow())
        : usage.State);

    public async Task<LiveManifest?> GetLiveManifestAsOfAsync(DateTimeOffset time)
    {
        lease.Demand();
        return await log.FindAsOfAsync(time) is { } version ? await ManifestHistory.ManifestAtAsync(id, version, log.ReadBackAsync(version), catalog) : null;
    }

    public async Task SettleAuditAsync(AuditTenant tenant)
    {
        await log.ReconcileAsync();
        await audit.ReleaseAsync(tenant, AuditSource.Of(id));
    }

    long IChangeSubject<AppRecord, AppAction, AppVersion, AppResult>.RevisionOf(AppRecord record) => record.ManifestVersion;

    long IChangeSubject<AppRecord, AppAction, AppVersion, AppResult>.RevisionOf(AppVersion change) => change.Version;

    public DateTimeOffset TimeOf(AppVersion change) => change.At;

    public AppVersion Describe(AppRecord? before, AppRecord after, AppAction action, ChangeContext context, DateTimeOffset at) => new()
    {
        Version = after.ManifestVersion,
        At = at,
        Actor = context.Actor,
        Action = action,
        RequestId = context.RequestId,
        Before = before is null ? null : AppView.SnapshotOf(before),
        After = AppView.SnapshotOf(after),
    };

    public AppResult Refuse(Refusal reason) => new AppResult.Refused(reason);

    public async Task AnnounceAsync(AppRecord next, AppVersion change)
    {
        await audit.AnnounceAsync(AuditedChange.Of(id, next.Developer, change));
        if (next.ManifestVersion == 1)
        {
            await index.AddAsync(id, next.Developer);
        }

        if (next.Status == AppStatus.Submitted)
        {
            await submissions.AddAsync(id, next.ManifestVersion);
        }
    }

    public async Task CompleteAsync(AppRecord record, AppVersion change)
    {
        if (change.Before?.Status == AppStatus.Submitted && record.Status != AppStatus.Submitted)
        {
            await submissions.RemoveAsync(id, record.ManifestVersion);
        }

        await audit.CompleteAsync(AuditedChange.Of(id, record.Developer, change));
    }

    public void OnStored()
    {
        // Answers are made from the record itself each time.
    }

    public void GiveUp() => DeactivateOnIdle();

    private bool IsVisibleTo(DeveloperId? developer) =>
        developer is not { } asking || log.Record is not { } record || record.Developer == asking;

    private Task<AppResult> ChangeExistingAsync(string action, ChangeContext context, Func<AppRecord, Stamp, AppDecision> decide) =>
        ChangeAsync(action, context, (current, stamp) => current is null ? new Refusal.NotFound() : decide(current, stamp));

    private async Task<AppResult> ChangeAsync(string action, ChangeContext context, Func<AppRecord?, Stamp, AppDecision> decide)
    {
        var result = IsVisibleTo(context.Developer)
            ? await ChangeAndShareAsync(context, decide)
            : await log.RefuseAsync(context, AsIfAbsent(context, decide));
        metrics.ChangeAnswered("app", action, result);
        return result;
    }

    private async Task RecordUseAsync(AppUsage next)
    {
        var before = usage.State;
        if (log.Record is null || ReferenceEquals(next, before))
        {
            return;
        }

        usage.State = next;
        try
        {
            await usage.WriteStateAsync();
        }
        catch (RegistryUnavailableException)
        {
            usage.State = before;
            throw;
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }

    // What is answered for somebody else's app is what would be answered if there were none, as far as that goes: where
    // the app could be registered, the condition tells nothing.
    private static Refusal AsIfAbsent(ChangeContext context, Func<AppRecord?, Stamp, AppDecision> decide) =>
        context.Precondition is not null && decide(null, default) is not AppDecision.Refuse(Refusal.NotFound)
            ? new Refusal.PreconditionFailed(0)
            : new Refusal.NotFound();

    private AppResult.Accepted Accept(AppRecord? before, AppRecord after) => new(
        AppView.Of(id, after, usage.State, catalog),
        Created: before is null,
        Changed: !ReferenceEquals(before, after),
        AppRules.SilencedTopics(before, after, catalog));

    // A repeated call is shared too: it acknowledges a change that an earlier activation may not have got round to sharing.
    private async Task<AppResult> ChangeAndShareAsync(ChangeContext context, Func<AppRecord?, Stamp, AppDecision> decide)
    {
        var result = await log.ChangeAsync(context, (current, stamp) => WebhookRules.WithSecret(decide(current, stamp), secrets.CreateProtected, stamp), Accept);
        if (log.Record is { } record && record.ManifestVersion != sharedVersion)
        {
            manifest = AppView.ManifestOf(id, record, catalog);
            await broadcast.PublishAsync(manifest);
            sharedVersion = record.ManifestVersion;
        }

        return result;
    }
}
