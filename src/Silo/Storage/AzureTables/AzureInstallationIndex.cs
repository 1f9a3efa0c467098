using System.Collections.Immutable;
using Azure.Data.Tables;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>A row by app, one by workspace, and a mark while either of them is marked.</summary>
internal sealed class AzureInstallationIndex(AzureTables tables, IStorageErrors errors, TimeProvider clock) : IInstallationIndex
{
    private const int Attempts = 10;

    private static readonly TimeSpan LongestChange = TimeSpan.FromMinutes(5);

    private readonly AzureInstallationQueries queries = new(tables);
    private readonly AzureMarks marks = new(tables.Marks);

    // The mark is there before the rows are, and both rows say so before this returns.
    public Task MarkAsync(InstallationKey key, long revision) => tables.WriteAsync("index.mark", () => RetryAsync(key, async () =>
    {
        var adding = marks.AddAsync(key);
        var reading = AzureInstallationCopies.ReadAsync(tables, key);
        await Task.WhenAll(adding, reading).ConfigureAwait(false);
        var states = await reading.Result.TryChangeAsync(state => state.Mark(revision)).ConfigureAwait(false);
        return states is not null && await UnmarkAsync(key, adding.Result, states).ConfigureAwait(false);
    }));

    public Task CompleteAsync(InstallationKey key, InstallationRecord record) => tables.WriteAsync("index.complete", () => RetryAsync(key, async () =>
    {
        var (mark, copies) = await ReadAsync(key).ConfigureAwait(false);
        var states = await copies.TryChangeAsync(state => state.Complete(record), changesOnly: mark is null).ConfigureAwait(false);
        return states is not null && await UnmarkAsync(key, mark, states).ConfigureAwait(false);
    }));

    // Not tried again where somebody was faster: that may have been an announcement, which must stay.
    public Task ReleaseAsync(InstallationKey key, InstallationRecord? record) => tables.WriteAsync("index.release", async () =>
    {
        var (mark, copies) = await ReadAsync(key).ConfigureAwait(false);
        if (await copies.TryChangeAsync(state => state.Release(record)).ConfigureAwait(false) is { } states)
        {
            await UnmarkAsync(key, mark, states).ConfigureAwait(false);
            return;
        }

        // Somebody: or an earlier try of the same request, whose answer was lost.
        var now = await AzureInstallationCopies.ReadAsync(tables, key).ConfigureAwait(false);
        if (now.States.Any(state => state is { IsMarked: true }))
        {
            throw new RegistryUnavailableException($"The index row of {key} was changed while it was released; it stays marked.", mayHaveChanged: true);
        }
    });

    public Task<InstallationRows> ReadByAppAsync(AppId app, InstallationFilter filter, WorkspaceId? after, int limit, int most) => tables.ReadAsync(
        "index.read",
        async () =>
        {
            var (looked, last) = (0, default(WorkspaceId));
            var rows = await ReadAsync(queries.ByApp(app, filter, after, limit).Take(most), Look, filter, limit).ConfigureAwait(false);
            return new InstallationRows(rows, rows.Length < limit && looked == most ? last : null);

            InstallationKey Look(TableEntity row)
            {
                looked++;
                last = WorkspaceId.Parse(row.RowKey);
                return new(last, app);
            }
        });

    public Task<ImmutableArray<InstallationRow>> ReadByWorkspaceAsync(WorkspaceId workspace, InstallationFilter filter, AppId? after, int limit) => tables.ReadAsync(
        "index.read",
        () => ReadAsync(queries.ByWorkspace(workspace, filter, after, limit), row => new(workspace, AppId.Parse(row.RowKey)), filter, limit));

    public Task<ImmutableArray<InstallationKey>> ReadAllAsync(InstallationKey? after, int limit) => tables.ReadAsync("index.read_all", () =>
        AzureTables.TakeAsync(queries.All(after, limit).Select(row => new InstallationKey(WorkspaceId.Parse(row.PartitionKey), AppId.Parse(row.RowKey))), limit));

    public Task<ImmutableArray<InstallationKey>> ReadMarkedAsync(InstallationKey? after, int limit) =>
        tables.ReadAsync("index.read_marked", () => marks.ReadAsync(after, limit));

    private async Task<(Azure.ETag? Mark, AzureInstallationCopies Copies)> ReadAsync(InstallationKey key)
    {
        var finding = marks.FindAsync(key);
        var reading = AzureInstallationCopies.ReadAsync(tables, key);
        await Task.WhenAll(finding, reading).ConfigureAwait(false);
        return (finding.Result, reading.Result);
    }

    private async Task<bool> UnmarkAsync(InstallationKey key, Azure.ETag? mark, AzureInstallationState?[] states)
    {
        if (states.All(state => state is not { IsMarked: true }))
        {
            await marks.RemoveAsync(key, mark).ConfigureAwait(false);
        }

        return true;
    }

    // Two activations at once, or a late write of a lost one: each round one of them gets through.
    private async Task RetryAsync(InstallationKey key, Func<Task<bool>> tryOnce)
    {
        for (var attempt = 1; !await tryOnce().ConfigureAwait(false); attempt++)
        {
            if (attempt == Attempts)
            {
                throw new TimeoutException($"The index row of {key} changed {Attempts} times in between.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 20 * attempt)), clock).ConfigureAwait(false);
        }
    }

    private async Task<ImmutableArray<InstallationRow>> ReadAsync(
        IAsyncEnumerable<TableEntity> found,
        Func<TableEntity, InstallationKey> key,
        InstallationFilter filter,
        int limit)
    {
        var rows = await AzureTables.TakeAsync(
            found.Select(row => (Row: Row(key(row), AzureInstallationState.Of(row)), row.Timestamp)).Where(each => each.Row.MayLack(filter.LackingScope)),
            limit).ConfigureAwait(false);
        await MarkAgainAsync(rows.Where(each => each.Row.IsMarked && each.Timestamp < clock.GetUtcNow() - LongestChange).Select(each => each.Row.Key)).ConfigureAwait(false);
        return [.. rows.Select(each => each.Row)];
    }

    // The write of a row that arrives after its change was given up and repaired leaves it marked without a mark. Lists
    // are right all the same; this is for the repair to find it.
    private async Task MarkAgainAsync(IEnumerable<InstallationKey> keys)
    {
        try
        {
            await Task.WhenAll(keys.Select(marks.AddAsync)).ConfigureAwait(false);
        }
        catch (Exception exception) when (errors.IsOutage(exception))
        {
            // The next reader will.
        }
    }

    private static InstallationRow Row(InstallationKey key, AzureInstallationState state) => new(key, state.Record, state.IsMarked);
}
