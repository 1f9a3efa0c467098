using System.Collections.Immutable;
using Azure.Data.Tables;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>A row per app in a partition beside those of the app index.</summary>
internal sealed class AzureSubmissionIndex(AzureTables tables) : ISubmissionIndex
{
    private const string Partition = "submitted";

    // Missing where an upgrade made the row: that is version 0.
    private const string Version = "Version";

    private const int Attempts = 10;

    public Task AddAsync(AppId app, long version) => ChangeAsync("submission_index.add", app, found =>
        found is not null && VersionOf(found) >= version
            ? Task.FromResult(true)
            : AzureWrites.TryPutAsync(tables.Apps, new TableEntity(Partition, app.Value) { [Version] = version }, found?.ETag));

    // Known by its ETag, so that a late removal leaves a row that was announced again.
    public Task RemoveAsync(AppId app, long version) => ChangeAsync("submission_index.remove", app, found =>
        found is null || VersionOf(found) > version ? Task.FromResult(true) : AzureWrites.TryDeleteAsync(tables.Apps, found));

    public Task<ImmutableArray<AppId>> ReadAsync(AppId? after, int limit) =>
        tables.ReadAsync("submission_index.read", () => tables.ReadAppsAsync(Partition, after, limit));

    /// <summary>Adds rows of version 0 where there are none, for apps that may have been submitted before there was this index.</summary>
    public Task AddUnknownAsync(IEnumerable<AppId> apps) => tables.WriteAsync("submission_index.add_unknown", async () =>
    {
        foreach (var some in apps.Chunk(AzureWrites.MostInBatch))
        {
            // A merge of nothing leaves the version of a row that is there.
            var batch = some.Select(app => new TableTransactionAction(TableTransactionActionType.UpsertMerge, new TableEntity(Partition, app.Value)));
            await tables.Apps.SubmitTransactionAsync(batch).ConfigureAwait(false);
        }
    });

    private static long VersionOf(TableEntity row) => row.GetInt64(Version) ?? 0;

    private Task ChangeAsync(string operation, AppId app, Func<TableEntity?, Task<bool>> change) => tables.WriteAsync(operation, async () =>
    {
        for (var attempt = 1; !await change(await AzureTables.FindAsync(tables.Apps, Partition, app.Value).ConfigureAwait(false)).ConfigureAwait(false); attempt++)
        {
            if (attempt == Attempts)
            {
                throw new TimeoutException($"The row of the submitted app {app} changed {Attempts} times in between.");
            }
        }
    });
}
