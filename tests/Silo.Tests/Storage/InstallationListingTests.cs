using System.Collections.Immutable;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo.Tests;

public sealed class SqliteInstallationListingTests(SqliteFixture storage) : InstallationListingTests(storage);

public sealed class MemoryInstallationListingTests(MemoryFixture storage) : InstallationListingTests(storage);

public sealed class PostgresInstallationListingTests(PostgresFixture storage) : InstallationListingTests(storage);

public sealed class AzureTablesInstallationListingTests(AzureTablesFixture storage) : InstallationListingTests(storage);

/// <summary>Reading the installation index by app and by workspace.</summary>
public abstract class InstallationListingTests(StorageFixture storage)
{
    private static readonly InstallationFilter All = new();

    private readonly AppId app = Sample.App();
    private readonly WorkspaceId workspace = Sample.Workspace();

    private IInstallationIndex Index => storage.Host.Index;

    [Fact]
    public async Task ReadByApp_IdsOfAllKinds_AreInOrdinalOrder()
    {
        string[] ids = ["a", "_", "Z", "A", "-", "0", "aa", "a-", "a_", "AA", "9"];
        foreach (var id in ids)
        {
            await Index.CompleteAsync(new(WorkspaceId.Parse(id), app), Sample.Record(1));
        }

        var rows = await Index.ReadByAppAsync(app, All, null, 100);

        Assert.Equal(["-", "0", "9", "A", "AA", "Z", "_", "a", "a-", "a_", "aa"], Workspaces(rows));
    }

    [Fact]
    public async Task ReadByWorkspace_IdsOfAllKinds_AreInOrdinalOrder()
    {
        string[] ids = ["a", "_", "Z", "A", "-", "0", "aa", "a-", "a_", "AA", "9"];
        foreach (var id in ids)
        {
            await Index.CompleteAsync(new(workspace, AppId.Parse(id)), Sample.Record(1));
        }

        var rows = await Index.ReadByWorkspaceAsync(workspace, All, null, 100);

        Assert.Equal(["-", "0", "9", "A", "AA", "Z", "_", "a", "a-", "a_", "aa"], Apps(rows));
    }

    [Fact]
    public async Task Read_OtherAppsAndWorkspaces_AreLeftOut()
    {
        await Index.CompleteAsync(new(workspace, app), Sample.Record(1));
        await Index.CompleteAsync(new(workspace, Sample.App()), Sample.Record(1));
        await Index.MarkAsync(new(Sample.Workspace(), Sample.App()), 1);
        await Index.CompleteAsync(new(Sample.Workspace(), app), Sample.Record(1));

        Assert.Equal(2, (await Index.ReadByAppAsync(app, All, null, 100)).Length);
        Assert.Equal(2, (await Index.ReadByWorkspaceAsync(workspace, All, null, 100)).Length);
    }

    [Theory]
    [InlineData(null, null, "full", "mark-uninstalled", "marked", "some", "suspended")]
    [InlineData(InstallationStatus.Installed, null, "full", "mark-uninstalled", "marked", "some")]
    [InlineData(InstallationStatus.Suspended, null, "mark-uninstalled", "marked", "suspended")]
    [InlineData(InstallationStatus.Uninstalled, null, "mark-uninstalled", "marked", "uninstalled")]
    [InlineData(null, "read_tags", "mark-uninstalled", "marked", "some", "suspended")]
    [InlineData(InstallationStatus.Installed, "read_tags", "mark-uninstalled", "marked", "some")]
    [InlineData(InstallationStatus.Uninstalled, "read_tags", "mark-uninstalled", "marked", "uninstalled")]
    [InlineData(null, "read_tag", "full", "mark-uninstalled", "marked", "some", "suspended")]
    [InlineData(null, "tags", "full", "mark-uninstalled", "marked", "some", "suspended")]
    [InlineData(null, "write_tags", "mark-uninstalled", "marked", "suspended")]
    public async Task Read_Filtered_ListsMatchingAndMarkedRows(InstallationStatus? status, string? lacking, params string[] expected)
    {
        var filter = new InstallationFilter(status, lacking is null ? null : ScopeId.Parse(lacking));

        await FillAsync(id => new(WorkspaceId.Parse(id), app));
        Assert.Equal(expected, Workspaces(await Index.ReadByAppAsync(app, filter, null, 100)));

        await FillAsync(id => new(workspace, AppId.Parse(id)));
        Assert.Equal(expected, Apps(await Index.ReadByWorkspaceAsync(workspace, filter, null, 100)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task ReadByApp_PageByPage_ListsEveryRowOnce(int limit)
    {
        var expected = new List<string>();
        for (var i = 0; i < 20; i++)
        {
            var id = $"w{i:00}";
            var status = (i % 4) switch { 0 => InstallationStatus.Installed, 1 => InstallationStatus.Suspended, _ => InstallationStatus.Uninstalled };
            await Index.CompleteAsync(new(WorkspaceId.Parse(id), app), Sample.Record(1, status));
            if (i % 4 == 3)
            {
                await Index.MarkAsync(new(WorkspaceId.Parse(id), app), 2);
            }

            if (i % 4 != 2)
            {
                expected.Add(id);
            }
        }

        Assert.Equal(expected, await ReadAllByAppAsync(limit, _ => Task.CompletedTask));
    }

    [Fact]
    public async Task ReadByApp_RowsComeAndGoBetweenPages_ListsWhatStayedOnce()
    {
        for (var i = 10; i < 30; i++)
        {
            await Index.CompleteAsync(new(WorkspaceId.Parse($"w{i}"), app), Sample.Record(1));
        }

        // Behind the position, at it and before it: rows vanish (released, uninstalled) and appear, also the last one read.
        var listed = await ReadAllByAppAsync(5, async position =>
        {
            await Index.CompleteAsync(new(WorkspaceId.Parse(position), app), Sample.Record(2, InstallationStatus.Uninstalled));
            await Index.CompleteAsync(new(WorkspaceId.Parse("w00" + position), app), Sample.Record(1));
            await Index.CompleteAsync(new(WorkspaceId.Parse("w27"), app), Sample.Record(2, InstallationStatus.Uninstalled));
            await Index.CompleteAsync(new(WorkspaceId.Parse("w29x"), app), Sample.Record(1));
        });

        string[] expected = [.. Enumerable.Range(10, 20).Select(i => $"w{i}").Where(id => id != "w27"), "w29x"];
        Assert.Equal(expected, listed);
    }

    [Fact]
    public async Task ReadByWorkspace_PageByPage_ListsEveryRowOnce()
    {
        for (var i = 0; i < 9; i++)
        {
            await Index.CompleteAsync(new(workspace, AppId.Parse($"a{i}")), Sample.Record(1));
        }

        var listed = new List<string>();
        for (var page = await Index.ReadByWorkspaceAsync(workspace, All, null, 2); page.Length > 0; page = await Index.ReadByWorkspaceAsync(workspace, All, page[^1].Key.App, 2))
        {
            listed.AddRange(Apps(page));
        }

        Assert.Equal(["a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8"], listed);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(InstallationStatus.Installed)]
    public async Task ReadByApp_FewLackTheScope_LooksAtSoManyRowsAtATime(InstallationStatus? status)
    {
        for (var i = 0; i < 12; i++)
        {
            await Index.CompleteAsync(new(WorkspaceId.Parse($"w{i:00}"), app), Sample.Record(1, InstallationStatus.Installed, i == 10 ? "write_tags" : "read_tags"));
        }

        await Index.MarkAsync(new(WorkspaceId.Parse("w05"), app), 2);
        List<string> listed = [], ends = [];
        WorkspaceId? after = null;
        do
        {
            var found = await Index.ReadByAppAsync(app, new(status, ScopeId.Parse("read_tags")), after, limit: 5, most: 4);
            listed.AddRange(Workspaces(found.Rows));
            after = found.LookedUpTo;
            ends.Add($"{after}");
        }
        while (after is not null);

        Assert.Equal(["w05", "w10"], listed);
        Assert.Equal(["w03", "w07", "w11", ""], ends);
    }

    // Some among those that are looked at first, too few for a page, and some beyond.
    [Fact]
    public async Task ReadByApp_FewLackTheScope_LooksAtAsManyAsItMay()
    {
        for (var i = 0; i < 40; i++)
        {
            await Index.CompleteAsync(new(WorkspaceId.Parse($"w{i:00}"), app), Sample.Record(1, InstallationStatus.Installed, i is 5 or 25 or 35 ? "write_tags" : "read_tags"));
        }

        var filter = new InstallationFilter(null, ScopeId.Parse("read_tags"));
        var first = await Index.ReadByAppAsync(app, filter, null, limit: 3, most: 30);
        Assert.Equal(["w05", "w25"], Workspaces(first.Rows));
        Assert.Equal("w29", $"{first.LookedUpTo}");

        var second = await Index.ReadByAppAsync(app, filter, first.LookedUpTo, limit: 3, most: 30);
        Assert.Equal(["w35"], Workspaces(second.Rows));
        Assert.Null(second.LookedUpTo);
    }

    [Fact]
    public async Task ReadByApp_ManyLackTheScope_EndsWithAFullPage()
    {
        for (var i = 0; i < 5; i++)
        {
            await Index.CompleteAsync(new(WorkspaceId.Parse($"w{i}"), app), Sample.Record(1));
        }

        var found = await Index.ReadByAppAsync(app, new(null, ScopeId.Parse("write_tags")), null, limit: 2, most: 4);

        Assert.Equal(["w0", "w1"], Workspaces(found.Rows));
        Assert.Null(found.LookedUpTo);
    }

    private async Task<List<string>> ReadAllByAppAsync(int limit, Func<string, Task> betweenPages)
    {
        var listed = new List<string>();
        for (var page = await Index.ReadByAppAsync(app, All, null, limit); page.Length > 0; page = await Index.ReadByAppAsync(app, All, page[^1].Key.Workspace, limit))
        {
            Assert.InRange(page.Length, 1, limit);
            listed.AddRange(Workspaces(page));
            await betweenPages(page[^1].Key.Workspace.Value);
        }

        return listed;
    }

    private async Task FillAsync(Func<string, InstallationKey> key)
    {
        await Index.CompleteAsync(key("full"), Sample.Record(1, InstallationStatus.Installed, "read_tags", "write_tags"));
        await Index.CompleteAsync(key("some"), Sample.Record(1, InstallationStatus.Installed, "write_tags"));
        await Index.CompleteAsync(key("suspended"), Sample.Record(1, InstallationStatus.Suspended));
        await Index.CompleteAsync(key("uninstalled"), Sample.Record(1, InstallationStatus.Uninstalled));
        await Index.MarkAsync(key("marked"), 1);
        await Index.CompleteAsync(key("mark-uninstalled"), Sample.Record(1, InstallationStatus.Uninstalled, "read_tags"));
        await Index.MarkAsync(key("mark-uninstalled"), 2);
    }

    private static IEnumerable<string> Workspaces(ImmutableArray<InstallationRow> rows) => rows.Select(row => row.Key.Workspace.Value);

    private static IEnumerable<string> Apps(ImmutableArray<InstallationRow> rows) => rows.Select(row => row.Key.App.Value);
}
