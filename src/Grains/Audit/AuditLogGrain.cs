using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

[GrainType(StorageNames.AuditLogState)]
internal sealed class AuditLogGrain(
    [PersistentState(StorageNames.AuditLogState, StorageNames.Registry)] IPersistentState<AuditLogState> store,
    IJournal journal,
    ISiloLease lease,
    TimeProvider clock) : Grain, IAuditLogGrain, IAuditMarksGrain
{
    private AuditChain chain = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        chain = new(AuditTenant.Parse(this.GetPrimaryKeyString()), journal);
        return Task.CompletedTask;
    }

    public async Task AppendAsync(AuditEvent happened)
    {
        lease.Demand();
        await SaveAsync(await chain.AppendAsync(happened, after: null, clock.GetUtcNow()), store.State.Marks);
    }

    public Task<AuditHead> GetHeadAsync()
    {
        lease.Demand();
        return Task.FromResult(store.State is { LastHash: { } hash, Entries: var entries } ? new AuditHead(entries, hash) : AuditHead.Empty);
    }

    public async Task AnnounceAsync(string source, long version)
    {
        lease.Demand();
        var marks = store.State.Marks;
        if (!marks.Any(mark => mark.Source == source && mark.Version == version))
        {
            var (head, _) = await chain.FindLastAsync();
            await SaveAsync(head, [.. marks.Where(mark => mark.Source != source), new(source, version, head.Sequence)]);
        }
    }

    public async Task CompleteAsync(string source, AuditEvent change)
    {
        lease.Demand();
        var marks = store.State.Marks;

        // Without its mark it was entered before: an activation repeats the completion of its last change.
        if (marks.FirstOrDefault(mark => mark.Source == source && mark.Version == change.Version) is { } announced)
        {
            await SaveAsync(await chain.AppendAsync(change, announced.After, clock.GetUtcNow()), marks.Remove(announced));
        }
    }

    public async Task ReleaseAsync(string source)
    {
        lease.Demand();
        var marks = store.State.Marks;
        if (marks.Any(mark => mark.Source == source))
        {
            await SaveAsync((await chain.FindLastAsync()).Head, [.. marks.Where(mark => mark.Source != source)]);
        }
    }

    public Task<ImmutableArray<string>> GetMarkedAsync()
    {
        lease.Demand();
        return Task.FromResult<ImmutableArray<string>>([.. store.State.Marks.Select(mark => mark.Source).Distinct()]);
    }

    // How far the log goes is kept here too, so that entries that are taken off its end are missed.
    private Task SaveAsync(AuditHead head, ImmutableArray<AuditMark> marks) => store.WriteAsync(
        new() { Entries = head.Sequence, LastHash = head.Sequence == 0 ? null : head.Hash, Marks = marks },
        DeactivateOnIdle);
}
