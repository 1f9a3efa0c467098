using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Registry.Grains.Interfaces;
using InstallationDecision = Registry.Grains.Decision<Registry.Grains.InstallationRecord, Registry.Grains.Interfaces.InstallationAction>;
using InstallationLog = Registry.Grains.ChangeLog<Registry.Grains.InstallationRecord, Registry.Grains.Interfaces.InstallationAction, Registry.Grains.Interfaces.InstallationChange, Registry.Grains.Interfaces.InstallationResult>;

namespace Registry.Grains;

[GrainType(StorageNames.InstallationState)]
internal sealed class InstallationGrain(
    [PersistentState(StorageNames.InstallationState, StorageNames.Registry)] IPersistentState<StoredState<InstallationRecord, InstallationChange>> store,
    InstallationServices silo) : Grain, IMayBeAbsent, ILocalChecks, IInstallationGrain, IChangeSubject<InstallationRecord, InstallationAction, InstallationChange, InstallationResult>
{
    private readonly LocalAnswers local = new(silo.Active);
    private InstallationKey key;
    private InstallationLog log = null!;
    private TokenPairStore pairs = null!;
    private ManifestEntry? manifest;
    private AbsentTurn turn;

    public bool IsAbsent => log?.Record is null;

    public CheckView? View => local.View;

    public JournalOwner Owner => JournalOwner.Of(key);

    public JsonTypeInfo<InstallationChange> ChangeJson => StateJson.Default.InstallationChange;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        key = InstallationKey.Parse(this.GetPrimaryKeyString());
        log = silo.Logs.Create(store, this);
        pairs = new(GrainContext, silo.Storage, GiveUp);
        silo.Metrics.InstallationActivated();
        if (IsAbsent)
        {
            silo.Absent.Add(GrainContext);
        }

        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        local.End(key, this);
        if (manifest is not null)
        {
            silo.Manifests.Release(manifest);
        }

        silo.Metrics.InstallationDeactivated();
        return Task.CompletedTask;
    }

    public bool TryIntrospect(AccessTokenProof proof, out AccessTokenState? state)
    {
        state = null;
        if (!TryGetView(out var current) || current.FindToken(proof.Id) is { Expires: true })
        {
            return false;
        }

        state = current.FindToken(proof) is { } token ? current.StateOf(token, null) : null;
        return true;
    }

    public bool TryAuthorize(AccessTokenProof proof, ScopeId scope, out ScopeDecision? decision)
    {
        decision = null;
        if (!TryGetView(out var current) || current.FindToken(proof.Id) is { Expires: true })
        {
            return false;
        }

        decision = current.FindToken(proof) is not null ? Answer(current, scope) : null;
        return true;
    }

    public ValueTask<ScopeDecision> CheckAsync(ScopeId scope)
    {
        local.Permit(key, this);

        // The common case takes no detour: the view is there and the manifest is still the one it was made from.
        if (View is { } current && IsCurrent(current))
        {
            return new(Decide(current, scope));
        }

        return CheckSlowlyAsync(scope);
    }

    public async ValueTask<LocatedDecision> CheckAndLocateAsync(ScopeId scope) => new(await CheckAsync(scope), GrainContext.Address.SiloAddress!.ToParsableString());

    public async ValueTask<EffectiveScopes> GetEffectiveScopesAsync()
    {
        var current = await GetViewAsync();
        silo.Lease.Demand();
        return current is null ? new([], log.Record?.Revision ?? 0) : new(current.Scopes, current.Record.Revision);
    }

    public async ValueTask<AccessTokenState?> IntrospectAsync(AccessTokenProof proof) => (await ProveAsync(proof))?.State;

    public async ValueTask<ScopeDecision?> AuthorizeAsync(AccessTokenProof proof, ScopeId scope) =>
        await ProveAsync(proof) is { } proven ? Answer(proven.View, scope) : null;

    public async ValueTask<ImmutableArray<AccessToken>?> GetTokensAsync()
    {
        await turn.TakeAsync(silo.Pace, IsAbsent);
        silo.Lease.Demand();
        return log.Record is { } record
            ? [.. (record.Access?.Tokens ?? []).Select(token => new AccessToken(token.Id, token.Name, token.CreatedAt, token.CreatedBy, token.Expires))]
            : null;
    }

    public async ValueTask<Installation?> GetAsync()
    {
        await turn.TakeAsync(silo.Pace, IsAbsent);
        var live = IsAbsent ? null : await GetManifestAsync();
        silo.Lease.Demand();
        return log.Record is { } record && live is not null ? InstallationView.Of(key, record, live, silo.Catalog) : null;
    }

    public async Task<Page<InstallationChange>?> GetHistoryAsync(bool newestFirst, long? after, int limit)
    {
        using var call = local.Begin();
        await turn.TakeAsync(silo.Pace, IsAbsent);
        var page = IsAbsent ? null : await log.ReadAsync(newestFirst, after, limit);
        silo.Lease.Demand();
        return page;
    }

    public async Task<InstallationAsOf?> GetAsOfAsync(DateTimeOffset time)
    {
        using var call = local.Begin();
        await turn.TakeAsync(silo.Pace, IsAbsent);
        silo.Lease.Demand();
        if (IsAbsent)
        {
            return null;
        }

        if (await log.FindAsOfAsync(time) is not { } change || await GrainFactory.GetApp(key.App).GetLiveManifestAsOfAsync(time) is not { } live)
        {
            return new(null);
        }

        var installed = await log.ReadBackAsync(change).FirstAsync(earlier => earlier.Action == InstallationAction.Installed);
        return new(InstallationView.Of(key, InstallationView.RecordOf(change, installed), live, silo.Catalog));
    }

    public async Task<OfferResult> GetOfferAsync()
    {
        using var call = local.Begin();
        var current = log.Record;
        var live = await GetManifestAsync();
        silo.Lease.Demand();
        var obstacle = live is null ? new Refusal.NotFound() : InstallRules.RefuseApp(current, key.Workspace, live);
        if (live is null || (current is null && obstacle is not null))
        {
            return new OfferResult.Refused(obstacle!);
        }

        var app = GrainFactory.GetApp(key.App);
        if (await app.GetAsync(developer: null) is not { } details)
        {
            return new OfferResult.Refused(new Refusal.NotFound());
        }

        // What the developer has changed since is not on offer, its reasons included.
        var version = details.Live is { } earlier ? await app.GetVersionsAsync(developer: null, after: earlier.ManifestVersion + 1, limit: 1) : null;
        return new OfferResult.Offered(OfferView.Of(live, details, version?.Items.FirstOrDefault()?.After, silo.Catalog), obstacle);
    }

    public Task<InstallationResult> InstallAsync(InstallRequest request, ChangeContext context) =>
        ChangeAsync("install", context, (current, live, stamp) => InstallRules.Install(current, key.Workspace, request, live, silo.Catalog, stamp));

    public Task<InstallationResult> UninstallAsync(ChangeContext context) =>
        ChangeExistingAsync("uninstall", context, (current, _, stamp) => InstallationRules.Uninstall(current, stamp));

    public Task<InstallationResult> SetScopesAsync(ImmutableArray<ScopeId> scopes, ChangeContext context) =>
        ChangeInstalledAsync("set_scopes", context, (current, live, stamp) => InstallationRules.SetScopes(current, scopes, live, silo.Catalog, stamp));

    public Task<InstallationResult> GrantScopeAsync(ScopeId scope, ChangeContext context) =>
        ChangeInstalledAsync("grant_scope", context, (current, live, stamp) => InstallationRules.GrantScope(current, scope, live, silo.Catalog, stamp));

    public Task<InstallationResult> RevokeScopeAsync(ScopeId scope, ChangeContext context) =>
        ChangeInstalledAsync("revoke_scope", context, (current, live, stamp) => InstallationRules.RevokeScope(current, scope, live, silo.Catalog, stamp));

    public Task<InstallationResult> EnableTopicAsync(TopicId topic, ChangeContext context) =>
        ChangeInstalledAsync("enable_topic", context, (current, live, stamp) => InstallationRules.EnableTopic(current, topic, live, silo.Catalog, stamp));

    public Task<InstallationResult> DisableTopicAsync(TopicId topic, ChangeContext context) =>
        ChangeInstalledAsync("disable_topic", context, (current, live, stamp) => InstallationRules.DisableTopic(current, topic, live, silo.Catalog, stamp));

    public Task<InstallationResult> SuspendAsync(string reason, ChangeContext context) =>
        ChangeInstalledAsync("suspend", context, (current, _, stamp) => InstallationRules.Suspend(current, reason, stamp));

    public Task<InstallationResult> ResumeAsync(ChangeContext context) =>
        ChangeInstalledAsync("resume", context, (current, _, stamp) => InstallationRules.Resume(current, stamp));

    public async Task<InstallationResult> IssueTokenAsync(NewAccessToken token, ChangeContext context)
    {
        using var call = local.Begin();
        if (TokenRules.IsSpent(log.Record, token.Code))
        {
            await ChangeInstalledAsync("revoke_tokens_of_code", context, (current, _, stamp) => TokenRules.RevokeOf(current, token.Code, stamp));
        }

        // First: a token that is in the history has to be good. What is stored for one that never gets there is nobody's.
        else if (token.Pair is { } pair && log.Record is { Status: not InstallationStatus.Uninstalled } record)
        {
            await pairs.WriteAsync((await pairs.GetAsync()).With(token.Id, pair, record.Access));
        }

        return await ChangeInstalledAsync("issue_token", context, (current, _, stamp) => TokenRules.Issue(current, token, stamp));
    }

    public async Task<RefreshResult> RefreshTokenAsync(AccessTokenId tokenId, string refresh, TokenPair next, ChangeContext context)
    {
        using var call = local.Begin();
        var current = await GetViewAsync();
        silo.Lease.Demand();
        if (current?.FindToken(tokenId) is not { Expires: true } token || await pairs.GetAsync() is not { } known || known.Find(tokenId) is not { } entry)
        {
            return new RefreshResult.Refused();
        }

        if (entry.WasSpent(refresh))
        {
            await RevokeTokenAsync(tokenId, context);
            return new RefreshResult.Refused();
        }

        if (!SecretHash.AreSame(entry.Pair.Refresh, refresh) || entry.Pair.RefreshExpiresAt <= silo.Clock.GetUtcNow())
        {
            return new RefreshResult.Refused();
        }

        await pairs.WriteAsync(known.With(tokenId, next, log.Record!.Access));
        return new RefreshResult.Refreshed(current.StateOf(token, next.AccessExpiresAt));
    }

    public async Task<bool> HasTokenAsync(AccessTokenProof proof)
    {
        using var call = local.Begin();
        await turn.TakeAsync(silo.Pace, IsAbsent);
        silo.Lease.Demand();
        return log.Record?.Access?.Find(proof.Id) switch
        {
            null => false,
            { Expires: false } token => SecretHash.AreSame(token.Hash, proof.Hash),
            _ => (await pairs.GetAsync()).Find(proof.Id)?.Pair is { } pair && (SecretHash.AreSame(pair.Access, proof.Hash) || SecretHash.AreSame(pair.Refresh, proof.Hash)),
        };
    }

    public async Task<bool> RevokeShownTokenAsync(AccessTokenProof proof, ChangeContext context) =>
        await HasTokenAsync(proof) && await RevokeTokenAsync(proof.Id, context) is InstallationResult.Accepted;

    public Task<InstallationResult> RevokeTokenAsync(AccessTokenId tokenId, ChangeContext context) =>
        ChangeInstalledAsync("revoke_token", context, (current, _, stamp) => TokenRules.Revoke(current, tokenId, stamp));

    public Task<InstallationResult> NameTokenAsync(AccessTokenId tokenId, string name, ChangeContext context) =>
        ChangeInstalledAsync("name_token", context, (current, _, stamp) => TokenRules.Name(current, tokenId, name, stamp));

    public async Task ReconcileAsync()
    {
        using var call = local.Begin();
        await log.ReconcileAsync();
        await silo.Index.ReleaseAsync(key, ToRow(log.Record));
    }

    public async Task SettleAuditAsync(AuditTenant tenant)
    {
        await ReconcileAsync();
        await silo.Audit.ReleaseAsync(tenant, AuditSource.Of(key));
    }

    long IChangeSubject<InstallationRecord, InstallationAction, InstallationChange, InstallationResult>.RevisionOf(InstallationRecord record) => record.Revision;

    long IChangeSubject<InstallationRecord, InstallationAction, InstallationChange, InstallationResult>.RevisionOf(InstallationChange change) => change.Revision;

    public DateTimeOffset TimeOf(InstallationChange change) => change.At;

    public InstallationChange Describe(InstallationRecord? before, InstallationRecord after, InstallationAction action, ChangeContext context, DateTimeOffset at) => new()
    {
        Revision = after.Revision,
        At = at,
        Actor = context.Actor,
        Action = action,
        RequestId = context.RequestId,
        Before = before is null ? null : InstallationView.SnapshotOf(before),
        After = InstallationView.SnapshotOf(after),
    };

    public InstallationResult Refuse(Refusal reason) => new InstallationResult.Refused(reason);

    public async Task AnnounceAsync(InstallationRecord next, InstallationChange change)
    {
        await silo.Audit.AnnounceAsync(AuditedChange.Of(key, change));
        await silo.Index.MarkAsync(key, next.Revision);
    }

    public async Task CompleteAsync(InstallationRecord record, InstallationChange change)
    {
        // First: as long as the index row is marked, somebody sees to it that the app is told.
        await TellAsync(change);
        await silo.Audit.CompleteAsync(AuditedChange.Of(key, change));
        await silo.Index.CompleteAsync(key, ToRow(record));
    }

    public void OnStored() => local.Hide();

    public void GiveUp()
    {
        // From here on messages wait for another activation.
        local.End(key, this);
        DeactivateOnIdle();
    }

    // Lists have no use for tokens, and what is in many places is lost more easily.
    [return: NotNullIfNotNull(nameof(record))]
    private static InstallationRecord? ToRow(InstallationRecord? record) =>
        record is { Access: not null } ? record with { Access = null } : record;

    private Task<InstallationResult> ChangeInstalledAsync(
        string action,
        ChangeContext context,
        Func<InstallationRecord, LiveManifest, Stamp, InstallationDecision> decide) =>
        ChangeExistingAsync(action, context, (current, live, stamp) =>
            current.Status == InstallationStatus.Uninstalled ? new Refusal.NotInstalled() : decide(current, live, stamp));

    private Task<InstallationResult> ChangeExistingAsync(
        string action,
        ChangeContext context,
        Func<InstallationRecord, LiveManifest, Stamp, InstallationDecision> decide) =>
        ChangeAsync(action, context, (current, live, stamp) =>
            current is null || live is null ? new Refusal.NotFound() : decide(current, live, stamp));

    private async Task<InstallationResult> ChangeAsync(
        string action,
        ChangeContext context,
        Func<InstallationRecord?, LiveManifest?, Stamp, InstallationDecision> decide)
    {
        using var call = local.Begin();
        var live = await GetManifestAsync();
        var result = await log.ChangeAsync(
            context,
            (current, stamp) => decide(current, live, stamp),
            (before, after) => new InstallationResult.Accepted(
                InstallationView.Of(key, after, live!, silo.Catalog),
                Created: before is null,
                Changed: !ReferenceEquals(before, after)));
        silo.Metrics.ChangeAnswered("installation", action, result);
        return result;
    }

    private async ValueTask TellAsync(InstallationChange change)
    {
        // Also that a topic is off, although the app is not told: events that are being accepted must not go on to it.
        if ((LifeCycleTopics.Of(change) is not null || change.Action == InstallationAction.TopicDisabled) && await GetManifestAsync() is { Endpoint: { GoneAt: null } })
        {
            await GrainFactory.GetEventLog(key.Workspace).TellAsync(key.App, change);
        }
    }

    private async ValueTask<ScopeDecision> CheckSlowlyAsync(ScopeId scope)
    {
        if (await GetViewAsync() is { } current)
        {
            return Decide(current, scope);
        }

        silo.Lease.Demand();
        silo.Metrics.CheckAnswered(CheckReason.NotInstalled);
        return new(CheckReason.NotInstalled, log.Record?.Revision ?? 0);
    }

    private ScopeDecision Decide(CheckView current, ScopeId scope)
    {
        silo.Lease.Demand();
        return Answer(current, scope);
    }

    private ScopeDecision Answer(CheckView current, ScopeId scope)
    {
        var decision = current.Answer(scope, silo.ScopeUse);
        silo.Metrics.CheckAnswered(decision.Reason);
        return decision;
    }

    // What a token permits by what is in memory, as a check is answered; null where it is not good.
    private async ValueTask<(CheckView View, AccessTokenState State)?> ProveAsync(AccessTokenProof proof)
    {
        local.Permit(key, this);
        var current = View is { } known && IsCurrent(known) ? known : await GetViewAsync();
        silo.Lease.Demand();
        if (current?.FindToken(proof.Id) is not { } token)
        {
            return null;
        }

        if (!token.Expires)
        {
            return current.FindToken(proof) is not null ? (current, current.StateOf(token, null)) : null;
        }

        return (await pairs.GetAsync()).Find(proof.Id)?.Pair is { } pair && SecretHash.AreSame(pair.Access, proof.Hash) && pair.AccessExpiresAt > silo.Clock.GetUtcNow()
            ? (current, current.StateOf(token, pair.AccessExpiresAt))
            : null;
    }

    // On any thread. The lease comes last: what was read before it is what the only activation has.
    private bool TryGetView([NotNullWhen(true)] out CheckView? current) =>
        (current = View) is not null && current.IsGoodAt(silo.Active.Now) && silo.Lease.IsHeld;

    private bool IsCurrent(CheckView current) => ReferenceEquals(current.Record, log.Record) && current.HasLiveManifest;

    // The view of what is stored now, made anew where record or manifest have changed; null where the app is not installed.
    private async ValueTask<CheckView?> GetViewAsync()
    {
        await turn.TakeAsync(silo.Pace, IsAbsent);
        while (log.Record is { Status: not InstallationStatus.Uninstalled } record)
        {
            if (View is { } current && IsCurrent(current))
            {
                return current;
            }

            // Another turn may have stored a change while the manifest was asked for; then it is the newer record that counts.
            if (await GetManifestAsync() is not { } live)
            {
                return null;
            }

            if (ReferenceEquals(record, log.Record))
            {
                return local.Show(new(record, live, manifest!));
            }
        }

        return null;
    }

    // Of an app that was never installed here, the workspace must not learn whether it exists elsewhere, and what is known of
    // it here may come from there: it is asked each time, as one that does not exist is.
    private ValueTask<LiveManifest?> GetManifestAsync()
    {
        var entry = manifest ??= silo.Manifests.Acquire(key.App);
        return IsAbsent ? entry.AskAsync() : entry.GetAsync();
    }
}
