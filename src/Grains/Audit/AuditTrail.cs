using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>What grains do for the audit log when they change something.</summary>
internal sealed class AuditTrail(IGrainFactory grains)
{
    /// <summary>Before the change is stored. Null is a change that is in the history only.</summary>
    public Task AnnounceAsync(AuditedChange? change) =>
        ForEachAsync(change, (log, audited) => log.AnnounceAsync(audited.Source.ToString(), audited.Event.Version!.Value));

    /// <summary>After it was stored. Safe to repeat.</summary>
    public Task CompleteAsync(AuditedChange? change) =>
        ForEachAsync(change, (log, audited) => log.CompleteAsync(audited.Source.ToString(), audited.Event));

    /// <summary>After the last change that is stored was completed: nothing that was announced is outstanding.</summary>
    public Task ReleaseAsync(AuditTenant tenant, AuditSource source) => MarksOf(tenant).ReleaseAsync(source.ToString());

    /// <summary>The changes that a log waits for are entered, or known never to have been made, when this returns.</summary>
    public async Task SettleAsync(AuditTenant tenant)
    {
        foreach (var source in (await MarksOf(tenant).GetMarkedAsync()).Select(AuditSource.Parse))
        {
            await (source is { App: { } app } ? grains.GetApp(app).SettleAuditAsync(tenant) : grains.GetInstallation(source.Installation!.Value).SettleAuditAsync(tenant));
        }
    }

    private Task ForEachAsync(AuditedChange? change, Func<IAuditMarksGrain, AuditedChange, Task> act) =>
        change is null ? Task.CompletedTask : Task.WhenAll(change.Tenants.Select(tenant => act(MarksOf(tenant), change)));

    private IAuditMarksGrain MarksOf(AuditTenant tenant) => grains.GetGrain<IAuditMarksGrain>(tenant.ToString());
}
