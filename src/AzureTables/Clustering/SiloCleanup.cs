using Azure;
using Azure.Data.Tables;
using Orleans;
using Orleans.Runtime;

namespace Registry.AzureTables;

/// <summary>Deletes rows of silos in batches that happen as a whole or not at all.</summary>
internal sealed class SiloCleanup(TableClient table, SiloTable rows)
{
    // The most that one transaction of the service takes.
    private const int BatchSize = 100;

    // Each further attempt means that somebody else changed the membership, or deleted rows too.
    private const int Attempts = 50;

    /// <summary>Deletes the silos that are dead and gave no sign of life since.</summary>
    /// <remarks>Each batch makes a new version of the membership: two reads of one version always show the same silos.</remarks>
    public async Task DeleteDeadAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        for (var lost = 0; lost < Attempts;)
        {
            var (version, silos) = await rows.ReadAsync(rows.All, cancellationToken).ConfigureAwait(false);
            var dead = silos.Where(row => IsDeadSince(row, before.UtcDateTime)).Take(BatchSize - 1).ToList();
            if (dead.Count == 0)
            {
                return;
            }

            var actions = dead.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, row.ETag))
                .Append(rows.Advance(VersionRow.Parse(version).Next()));
            lost += await TrySubmitAsync(table, actions, cancellationToken).ConfigureAwait(false) ? 0 : 1;
        }

        throw new OrleansException($"The membership changed during each of {Attempts} attempts to delete dead silos.");
    }

    /// <summary>Deletes whatever a cluster has in the table.</summary>
    public static async Task DeleteAllAsync(TableClient table, string clusterId, CancellationToken cancellationToken)
    {
        for (var lost = 0; lost < Attempts;)
        {
            var actions = new List<TableTransactionAction>(BatchSize);
            var query = table.QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter($"PartitionKey eq {clusterId}"),
                BatchSize,
                ["PartitionKey", "RowKey"],
                cancellationToken);
            await foreach (var row in query.Take(BatchSize).ConfigureAwait(false))
            {
                actions.Add(new(TableTransactionActionType.Delete, row, ETag.All));
            }

            if (actions.Count == 0)
            {
                return;
            }

            lost += await TrySubmitAsync(table, actions, cancellationToken).ConfigureAwait(false) ? 0 : 1;
        }

        throw new OrleansException($"The rows of cluster \"{clusterId}\" changed during each of {Attempts} attempts to delete them.");
    }

    private static async Task<bool> TrySubmitAsync(
        TableClient table,
        IEnumerable<TableTransactionAction> actions,
        CancellationToken cancellationToken)
    {
        try
        {
            await table.SubmitTransactionAsync(actions, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException fault) when (fault.IsLostRace)
        {
            return false;
        }
    }

    // Declaring a silo dead leaves a vote, so a vote is a sign of when that was.
    private static bool IsDeadSince(TableEntity row, DateTime before) =>
        SiloRow.TryParse(row, out var silo)
        && silo.Status == SiloStatus.Dead
        && silo.StartTime < before
        && silo.IAmAliveTime < before
        && (silo.SuspectTimes ?? []).All(vote => vote.Item2 < before);
}
