using Azure.Data.Tables;
using Registry.Grains.Interfaces;

namespace Registry.Silo.Tests;

/// <summary>An app in many workspaces.</summary>
public sealed class AzureLargeAppTests(AzureTablesFixture storage) : IAsyncDisposable
{
    private const int Rows = 2_000;

    private readonly AzureTablesBed bed = new(storage);
    private readonly AppId app = Sample.App();

    public ValueTask DisposeAsync() => bed.DisposeAsync();

    [Fact]
    public async Task ReadByApp_ThousandsOfRows_AreInOrderOverAllPartitionsAndAPageReadsFew()
    {
        string[] workspaces = [.. Enumerable.Range(0, Rows).Select(i => $"{(i % 3) switch { 0 => "A", 1 => "_", _ => "a" }}{i}")];
        await FillAsync(workspaces);

        var listed = new List<string>();
        WorkspaceId? after = null;
        while (true)
        {
            bed.Faults.Heal();
            var page = await bed.Index.ReadByAppAsync(app, new(), after, 250);
            if (page.IsEmpty)
            {
                break;
            }

            // One for each partition, and some that were asked for more.
            Assert.InRange(bed.Faults.Requests, AzureKey.Shards, 2 * AzureKey.Shards);
            listed.AddRange(page.Select(row => row.Key.Workspace.Value));
            after = page[^1].Key.Workspace;
        }

        Assert.Equal(workspaces.Order(StringComparer.Ordinal), listed);
        var lacking = await bed.Index.ReadByAppAsync(app, new(LackingScope: ScopeId.Parse("s")), null, 10);
        Assert.Equal(workspaces.Where(id => id.EndsWith("99", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Take(10), lacking.Select(row => row.Key.Workspace.Value));
    }

    // By hand: the index itself writes row by row, which takes Azurite a minute.
    private async Task FillAsync(string[] workspaces)
    {
        var partitions = workspaces.GroupBy(id => AzureKey.PartitionOf(app.Value, id)).ToList();
        Assert.Equal(AzureKey.Shards, partitions.Count);
        Assert.All(partitions, partition => Assert.InRange(partition.Count(), Rows / AzureKey.Shards / 2, Rows / AzureKey.Shards * 2));
        foreach (var batch in partitions.SelectMany(partition => partition.Chunk(100).Select(ids => ids.Select(id => Row(partition.Key, id)))))
        {
            await bed.Tables.InstallationsByApp.SubmitTransactionAsync(
                batch.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)),
                TestContext.Current.CancellationToken);
        }
    }

    private static TableEntity Row(string partition, string workspace)
    {
        var row = new TableEntity(partition, workspace);
        string[] scopes = workspace.EndsWith("99", StringComparison.Ordinal) ? [] : ["s"];
        new AzureInstallationState(1, Sample.Record(1, InstallationStatus.Installed, scopes)).WriteTo(row);
        return row;
    }
}
