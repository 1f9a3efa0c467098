using Azure.Data.Tables;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>The reads of the installation index. Each starts in its partitions after the last row, and reads on only as far as it is asked to.</summary>
internal sealed class AzureInstallationQueries(AzureTables tables)
{
    // Rows are spread evenly, though not that evenly: few partitions have to be asked twice for one page.
    private const int Slack = 8;

    private static readonly string[] KeysOnly = ["PartitionKey", "RowKey"];

    public IAsyncEnumerable<TableEntity> ByApp(AppId app, InstallationFilter filter, WorkspaceId? after, int limit) =>
        OrderedMerge.ByRowKey(AzureKey.Partitions(app.Value).Select(partition => AzureTables.QueryAsync(
            tables.InstallationsByApp,
            Filter(partition, after?.Value, filter),
            (2 * limit / AzureKey.Shards) + Slack)));

    public IAsyncEnumerable<TableEntity> ByWorkspace(WorkspaceId workspace, InstallationFilter filter, AppId? after, int limit) =>
        AzureTables.QueryAsync(tables.InstallationsByWorkspace, Filter(workspace.Value, after?.Value, filter), limit);

    // Two queries: of one with an "or" in it the service would read the table from its start.
    public IAsyncEnumerable<TableEntity> All(InstallationKey? after, int limit)
    {
        var table = tables.InstallationsByWorkspace;
        if (after is not { } last)
        {
            return AzureTables.QueryAsync(table, TableClient.CreateQueryFilter($"PartitionKey gt {""}"), limit, KeysOnly);
        }

        var rest = TableClient.CreateQueryFilter($"PartitionKey eq {last.Workspace.Value} and RowKey gt {last.App.Value}");
        var others = TableClient.CreateQueryFilter($"PartitionKey gt {last.Workspace.Value}");
        return AzureTables.QueryAsync(table, rest, limit, KeysOnly).Concat(AzureTables.QueryAsync(table, others, limit, KeysOnly));
    }

    // The status is compared over there; the scopes can't be, a property having no way to say that it contains something.
    private static string Filter(string partition, string? after, InstallationFilter filter)
    {
        var listed = filter.Status is { } status
            ? [status]
            : Enum.GetValues<InstallationStatus>().Where(each => each != InstallationStatus.Uninstalled);
        var statuses = string.Join(" or ", listed.Select(each => $"{AzureInstallationState.StatusProperty} eq {(int)each}"));
        return $"PartitionKey eq '{partition}' and RowKey gt '{after}' and ({AzureInstallationState.IsMarkedProperty} eq true or {statuses})";
    }
}
