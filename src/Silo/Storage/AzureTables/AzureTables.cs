using System.Collections.Immutable;
using Azure;
using Azure.Data.Tables;
using AppId = Registry.Grains.Interfaces.AppId;

namespace Registry.Silo;

/// <summary>The registry's own tables, and how they are called.</summary>
internal sealed class AzureTables(TableServiceClient service, StorageGuard guard)
{
    // The most rows that the service gives at once.
    private const int LargestPage = 1_000;

    public TableClient Facts { get; } = service.GetTableClient(AzureTableNames.Facts);

    public TableClient InstallationsByApp { get; } = service.GetTableClient(AzureTableNames.InstallationsByApp);

    public TableClient InstallationsByWorkspace { get; } = service.GetTableClient(AzureTableNames.InstallationsByWorkspace);

    public TableClient Marks { get; } = service.GetTableClient(AzureTableNames.Marks);

    public TableClient Apps { get; } = service.GetTableClient(AzureTableNames.Apps);

    public TableClient Journal { get; } = service.GetTableClient(AzureTableNames.Journal);

    public TableClient Requests { get; } = service.GetTableClient(AzureTableNames.Requests);

    public TableClient RequestExpiry { get; } = service.GetTableClient(AzureTableNames.RequestExpiry);

    public TableClient Events { get; } = service.GetTableClient(AzureTableNames.Events);

    public TableClient EventExpiry { get; } = service.GetTableClient(AzureTableNames.EventExpiry);

    public TableClient Deliveries { get; } = service.GetTableClient(AzureTableNames.Deliveries);

    public TableClient Queues { get; } = service.GetTableClient(AzureTableNames.Queues);

    public Task WriteAsync(string operation, Func<Task> write) => guard.RunAsync(operation, isWrite: true, write);

    public Task<T> WriteAsync<T>(string operation, Func<Task<T>> write) => guard.RunAsync(operation, isWrite: true, write);

    public Task<T> ReadAsync<T>(string operation, Func<Task<T>> read) => guard.RunAsync(operation, isWrite: false, read);

    /// <summary>Apps that have a row in a partition of <see cref="Apps"/>, by id.</summary>
    public Task<ImmutableArray<AppId>> ReadAppsAsync(string partition, AppId? after, int limit)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {after?.Value ?? ""}");
        return TakeAsync(QueryAsync(Apps, filter, limit, ["RowKey"]).Select(row => AppId.Parse(row.RowKey)), limit);
    }

    /// <summary>The row, or null.</summary>
    public static async Task<TableEntity?> FindAsync(TableClient table, string partition, string row, IEnumerable<string>? select = null)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, row, select).ConfigureAwait(false);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>
    /// Rows in order. Asks for few at first and for more each time, so that the first rows cost little and a filter that
    /// only this side can apply still gets through many.
    /// </summary>
    public static async IAsyncEnumerable<TableEntity> QueryAsync(TableClient table, string filter, int first, IEnumerable<string>? select = null)
    {
        string? token = null;
        var size = Math.Clamp(first, 1, LargestPage);
        do
        {
            Page<TableEntity>? page = null;
            await foreach (var next in table.QueryAsync<TableEntity>(filter, size, select).AsPages(token, size).ConfigureAwait(false))
            {
                page = next;
                break;
            }

            foreach (var row in page?.Values ?? [])
            {
                yield return row;
            }

            token = page?.ContinuationToken;
            size = Math.Min(size * 2, LargestPage);
        }
        while (token is not null);
    }

    /// <summary>The first rows, up to a limit.</summary>
    public static async Task<ImmutableArray<T>> TakeAsync<T>(IAsyncEnumerable<T> rows, int limit) =>
        [.. await rows.Take(limit).ToListAsync().ConfigureAwait(false)];
}
