using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>An installation index that fails when told to.</summary>
internal sealed class FaultyInstallationIndex(IInstallationIndex inner, StorageFaults faults) : IInstallationIndex
{
    public Task MarkAsync(InstallationKey key, long revision) =>
        faults.RunAsync(key.ToString(), StorageCall.Mark, () => inner.MarkAsync(key, revision));

    public Task CompleteAsync(InstallationKey key, InstallationRecord record) =>
        faults.RunAsync(key.ToString(), StorageCall.Complete, () => inner.CompleteAsync(key, record));

    public Task ReleaseAsync(InstallationKey key, InstallationRecord? record) => inner.ReleaseAsync(key, record);

    public Task<InstallationRows> ReadByAppAsync(AppId app, InstallationFilter filter, WorkspaceId? after, int limit, int most) =>
        inner.ReadByAppAsync(app, filter, after, limit, most);

    public Task<ImmutableArray<InstallationRow>> ReadByWorkspaceAsync(WorkspaceId workspace, InstallationFilter filter, AppId? after, int limit) =>
        inner.ReadByWorkspaceAsync(workspace, filter, after, limit);

    public Task<ImmutableArray<InstallationKey>> ReadAllAsync(InstallationKey? after, int limit) => inner.ReadAllAsync(after, limit);

    public Task<ImmutableArray<InstallationKey>> ReadMarkedAsync(InstallationKey? after, int limit) => inner.ReadMarkedAsync(after, limit);
}

/// <summary>A submission index that fails when told to.</summary>
internal sealed class FaultySubmissionIndex(ISubmissionIndex inner, StorageFaults faults) : ISubmissionIndex
{
    public Task AddAsync(AppId app, long version) =>
        faults.RunAsync(app.Value, StorageCall.AddSubmission, () => inner.AddAsync(app, version));

    public Task RemoveAsync(AppId app, long version) =>
        faults.RunAsync(app.Value, StorageCall.RemoveSubmission, () => inner.RemoveAsync(app, version));

    public Task<ImmutableArray<AppId>> ReadAsync(AppId? after, int limit) => inner.ReadAsync(after, limit);
}

/// <summary>A journal that fails when told to.</summary>
internal sealed class FaultyJournal(IJournal inner, StorageFaults faults) : IJournal
{
    public Task AppendAsync(JournalOwner owner, JournalEntry entry) =>
        faults.RunAsync(owner.Value, StorageCall.Append, () => inner.AppendAsync(owner, entry));

    public Task<ImmutableArray<JournalEntry>> ReadAsync(JournalOwner owner, bool newestFirst, long? after, int limit) =>
        inner.ReadAsync(owner, newestFirst, after, limit);
}

/// <summary>A request log that fails when told to.</summary>
internal sealed class FaultyRequestLog(IRequestLog inner, StorageFaults faults) : IRequestLog
{
    public async Task<RecordedRequest?> FindAsync(JournalOwner owner, string key)
    {
        RecordedRequest? found = null;
        await faults.RunAsync(owner.Value, StorageCall.FindRequest, async () => found = await inner.FindAsync(owner, key));
        return found;
    }

    public Task RecordAsync(JournalOwner owner, RecordedRequest request) =>
        faults.RunAsync(owner.Value, StorageCall.RecordRequest, () => inner.RecordAsync(owner, request));

    public Task<int> DeleteExpiredAsync(DateTimeOffset now, int limit) => inner.DeleteExpiredAsync(now, limit);
}
