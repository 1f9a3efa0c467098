using System.Collections.Immutable;
using System.Globalization;
using Azure.Data.Tables;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>
/// Open queues. One is opened before its event is there, so somebody may look in between and find nothing. Who closes it then
/// keeps that event out first (see <see cref="AzureEventHead"/>); whoever adds the event opens the queue once more.
/// </summary>
internal sealed class AzureQueues(AzureTables tables)
{
    private const string Prefix = "queue";

    private const string DueAt = "DueAt";

    private const string Version = "Version";

    private const string Sequence = "Sequence";

    private const int Attempts = 10;

    // How many rows the service gives at once.
    private const int LargestAnswer = 1_000;

    // Before the ETag of the head, in the version of a queue whose event is not there yet.
    private const char Joint = ',';

    /// <summary>Opens a queue for an event that is to come, or makes its version a new one.</summary>
    public Task OpenAsync(InstallationKey key, long sequence, DateTimeOffset dueAt) => RetryAsync(key, async () =>
    {
        var known = await FindAsync(key).ConfigureAwait(false);
        var row = Row(key);
        row[DueAt] = known?.GetInt64(DueAt) ?? dueAt.UtcTicks;
        row[Version] = Guid.NewGuid().ToString("N");
        row[Sequence] = sequence;
        return await AzureWrites.TryPutAsync(tables.Queues, row, known?.ETag).ConfigureAwait(false);
    });

    /// <summary>The version of an open queue, to be asked before what is pending.</summary>
    public async Task<string?> GetVersionAsync(InstallationKey key)
    {
        var finding = FindAsync(key);
        var heading = AzureEventHead.ReadAsync(tables.Events, key.Workspace);
        await Task.WhenAll(finding, heading).ConfigureAwait(false);
        return finding.Result is not { } row
            ? null
            : row.GetInt64(Sequence) <= heading.Result.Sequence
                ? row.GetString(Version)
                : $"{row.GetString(Version)}{Joint}{heading.Result.ETag}";
    }

    // Where it is gone it stays closed.
    public async Task PostponeAsync(InstallationKey key, DateTimeOffset dueAt)
    {
        var row = Row(key);
        row[DueAt] = dueAt.UtcTicks;
        await AzureWrites.TryMergeAsync(tables.Queues, row).ConfigureAwait(false);
    }

    public async Task CloseAsync(InstallationKey key, string version)
    {
        var (seen, head) = version.IndexOf(Joint, StringComparison.Ordinal) is > 0 and var joint ? (version[..joint], version[(joint + 1)..]) : (version, null);
        if (head is not null && !await KeepOutAsync(key.Workspace, head).ConfigureAwait(false))
        {
            return;
        }

        await RetryAsync(key, async () =>
        {
            var row = await FindAsync(key).ConfigureAwait(false);
            return row?.GetString(Version) != seen || await AzureWrites.TryDeleteAsync(tables.Queues, row!).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    // The service has no order by time. So that none waits behind those that come before it in their partition, more are read
    // than are wanted; beyond that, these need not be the first ones.
    public async Task<ImmutableArray<InstallationKey>> ReadDueAsync(DateTimeOffset now, int limit)
    {
        var time = now.UtcTicks.ToString(CultureInfo.InvariantCulture);
        var found = await Task.WhenAll(AzureKey.Partitions(Prefix).Select(partition => AzureTables.TakeAsync(
            AzureTables.QueryAsync(tables.Queues, $"PartitionKey eq '{partition}' and {DueAt} le {time}L", LargestAnswer, ["RowKey", DueAt]),
            LargestAnswer))).ConfigureAwait(false);
        return [.. found.SelectMany(rows => rows).OrderBy(row => row.GetInt64(DueAt)).Take(limit).Select(row => AzureKey.Split(row.RowKey))];
    }

    // The service counts nothing by itself.
    public async Task<int> CountAsync()
    {
        var counts = await Task.WhenAll(AzureKey.Partitions(Prefix).Select(partition =>
            AzureTables.QueryAsync(tables.Queues, $"PartitionKey eq '{partition}'", LargestAnswer, ["RowKey"]).CountAsync().AsTask())).ConfigureAwait(false);
        return counts.Sum();
    }

    private static TableEntity Row(InstallationKey key)
    {
        var row = AzureKey.Join(key);
        return new(AzureKey.PartitionOf(Prefix, row), row);
    }

    private static async Task RetryAsync(InstallationKey key, Func<Task<bool>> tryOnce)
    {
        for (var attempt = 1; !await tryOnce().ConfigureAwait(false); attempt++)
        {
            if (attempt == Attempts)
            {
                throw new TimeoutException($"The queue of {key} changed {Attempts} times in between.");
            }
        }
    }

    private async Task<bool> KeepOutAsync(WorkspaceId workspace, string seen)
    {
        var head = await AzureEventHead.ReadAsync(tables.Events, workspace).ConfigureAwait(false);
        return $"{head.ETag}" == seen && await head.TryTouchAsync(tables.Events, workspace).ConfigureAwait(false);
    }

    private Task<TableEntity?> FindAsync(InstallationKey key)
    {
        var row = Row(key);
        return AzureTables.FindAsync(tables.Queues, row.PartitionKey, row.RowKey);
    }
}
