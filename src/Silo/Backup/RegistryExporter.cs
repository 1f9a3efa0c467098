using System.Collections.Immutable;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>
/// Writes all that a registry has stored, also while it runs. Each object is as it was at one moment; installations come
/// before apps, so that no installation is there without its app, and apps before the audit logs that tell of them.
/// </summary>
internal sealed class RegistryExporter(BackupStorage storage, BackupProgress progress)
{
    private const int PageSize = 64;

    private const int Parallelism = 8;

    // Longer histories are read on when it is their turn, so that what is in memory stays small.
    private const int ChangesAhead = 50;

    private const int ChangesPerRead = 500;

    private readonly ObjectReader reader = new(storage);

    public async Task ExportAsync(BackupWriter writer, CancellationToken cancellationToken)
    {
        await writer.WriteAsync(Header(), cancellationToken);
        var lastKey = await WriteKeysAsync(writer, after: null, cancellationToken);
        for (var page = await ReadKeysAsync(null, cancellationToken); page.Length > 0; page = await ReadKeysAsync(page[^1], cancellationToken))
        {
            await WritePageAsync(writer, page, reader.ReadAsync, cancellationToken);
        }

        for (var page = await ReadAppsAsync(null, cancellationToken); page.Length > 0; page = await ReadAppsAsync(page[^1], cancellationToken))
        {
            await WritePageAsync(writer, page, reader.ReadAsync, cancellationToken);
        }

        // After the apps: what was announced to a log before one of them was stored is in it, as a mark or as an entry.
        var tenants = await storage.Retry.RunAsync(() => new AuditTenants(storage.Journal).ReadAllAsync(), cancellationToken);
        foreach (var page in tenants.OrderBy(tenant => tenant.ToString(), StringComparer.Ordinal).Chunk(PageSize))
        {
            await WritePageAsync(writer, [.. page], reader.ReadAsync, cancellationToken);
        }

        // A secret of an app just written may be protected with a key that was made meanwhile.
        await WriteKeysAsync(writer, lastKey, cancellationToken);
        await writer.CompleteAsync(cancellationToken);
    }

    private BackupLine.Header Header() => new()
    {
        Format = BackupFormat.Name,
        Version = BackupFormat.Version,
        ServiceId = storage.ServiceId,
        ExportedAt = storage.Clock.GetUtcNow(),
        Program = BackupFormat.Program,
        Catalog = new()
        {
            ETag = storage.Catalog.ETag,
            Scopes = [.. storage.Catalog.Scopes.Select(scope => scope.Id)],
            Capabilities = [.. storage.Catalog.Capabilities.Select(capability => capability.Id)],
            Topics = [.. storage.Catalog.Topics.Select(topic => topic.Id)],
        },
    };

    /// <returns>The sequence of the last one.</returns>
    private async Task<long?> WriteKeysAsync(BackupWriter writer, long? after, CancellationToken cancellationToken)
    {
        foreach (var entry in await storage.Retry.RunAsync(() => storage.SecretKeys.ReadAsync(after), cancellationToken))
        {
            await writer.WriteAsync(new BackupLine.StoredKey { Xml = ObjectReader.ReadKey(entry) }, cancellationToken);
            after = entry.Sequence;
        }

        return after;
    }

    private Task<ImmutableArray<InstallationKey>> ReadKeysAsync(InstallationKey? after, CancellationToken cancellationToken) =>
        storage.Retry.RunAsync(() => storage.Installations.ReadAllAsync(after, PageSize), cancellationToken);

    private Task<ImmutableArray<AppId>> ReadAppsAsync(AppId? after, CancellationToken cancellationToken) =>
        storage.Retry.RunAsync(() => storage.Apps.ReadAsync(developer: null, after, PageSize), cancellationToken);

    // Read side by side, written in order.
    private async Task WritePageAsync<TKey>(
        BackupWriter writer,
        ImmutableArray<TKey> page,
        Func<TKey, int, Task<ObjectLines?>> read,
        CancellationToken cancellationToken)
    {
        var objects = new ObjectLines?[page.Length];
        await Parallel.ForAsync(
            0,
            page.Length,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (position, cancellation) => objects[position] = await storage.Retry.RunAsync(() => read(page[position], ChangesAhead), cancellation));
        foreach (var found in objects)
        {
            if (found is not null)
            {
                await WriteAsync(writer, found, cancellationToken);
            }
        }

        progress.Report("exported", writer.Counts);
    }

    private async Task WriteAsync(BackupWriter writer, ObjectLines found, CancellationToken cancellationToken)
    {
        await writer.WriteAsync(found.State, cancellationToken);
        var written = 0L;
        var missing = 0L;
        for (var changes = found.Changes; changes.Length > 0; changes = await ReadOnAsync(found, written, cancellationToken))
        {
            foreach (var (sequence, line) in changes)
            {
                missing += sequence - written - 1;
                written = sequence;
                await writer.WriteAsync(line, cancellationToken);
            }
        }

        if (missing > 0)
        {
            progress.Say($"  {found.Owner}: {missing} of {found.Revision} changes are missing in the storage.");
        }
    }

    private async Task<ImmutableArray<(long Sequence, BackupLine Line)>> ReadOnAsync(ObjectLines found, long after, CancellationToken cancellationToken) =>
        after == found.Revision ? [] : await storage.Retry.RunAsync(() => reader.ReadChangesAsync(found, after, ChangesPerRead), cancellationToken);
}
