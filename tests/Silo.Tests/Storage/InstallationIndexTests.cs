using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo.Tests;

public sealed class SqliteInstallationIndexTests(SqliteFixture storage) : InstallationIndexTests(storage);

public sealed class MemoryInstallationIndexTests(MemoryFixture storage) : InstallationIndexTests(storage);

public sealed class PostgresInstallationIndexTests(PostgresFixture storage) : InstallationIndexTests(storage);

public sealed class AzureTablesInstallationIndexTests(AzureTablesFixture storage) : InstallationIndexTests(storage);

/// <summary>Marking, completing and releasing rows.</summary>
public abstract class InstallationIndexTests(StorageFixture storage)
{
    private readonly InstallationKey key = Sample.Key();

    private IInstallationIndex Index => storage.Host.Index;

    [Fact]
    public async Task Mark_NewRow_IsMarkedAndHasNoRecord()
    {
        await Index.MarkAsync(key, 1);

        var row = await ReadAsync();
        Assert.NotNull(row);
        Assert.Null(row.Record);
        Assert.True(row.IsMarked);
    }

    [Fact]
    public async Task Complete_MarkedRow_ShowsTheRecordAndIsNotMarked()
    {
        var record = Sample.Record(1, InstallationStatus.Suspended, "read_tags", "write_tags");
        await Index.MarkAsync(key, 1);

        await Index.CompleteAsync(key, record);

        await AssertRowAsync(record, isMarked: false);
    }

    [Fact]
    public async Task CountAlike_PutsTogetherWhatMayDoTheSame()
    {
        var alike = Record(1, InstallationStatus.Installed, "read_tags", "write_tags");
        var rows = new[]
        {
            alike,
            alike with { Revision = 7, InstalledBy = "somebody", UpdatedAt = alike.UpdatedAt.AddDays(1) },
            alike with { DisabledTopics = [TopicId.Parse("company.created")] },
            Record(1, InstallationStatus.Installed, "read_tags"),
            Record(2, InstallationStatus.Suspended, "read_tags", "write_tags"),
            Record(2, InstallationStatus.Uninstalled),
        };
        foreach (var (number, row) in rows.Index())
        {
            await Index.CompleteAsync(new(WorkspaceId.Parse($"ws-{number}"), key.App), row);
        }

        await Index.MarkAsync(new(WorkspaceId.Parse("ws-0"), key.App), 9);
        await Index.MarkAsync(new(WorkspaceId.Parse("ws-new"), key.App), 1);
        await Index.CompleteAsync(Sample.Key(), alike);

        var counted = await Index.CountAlikeAsync(key.App, 100);

        Assert.Equal(
            ["Installed read_tags  1", "Installed read_tags write_tags  2", "Installed read_tags write_tags company.created 1", "Suspended read_tags write_tags  1"],
            counted.Groups.Select(group => $"{group.Key.Status} {string.Join(' ', group.Key.GrantedScopes)} {string.Join(' ', group.Key.DisabledTopics)} {group.Value}").Order(StringComparer.Ordinal));
        Assert.Equal((5, true), (counted.Count, counted.IsComplete));
        Assert.False((await Index.CountAlikeAsync(key.App, 3)).IsComplete);
        Assert.True((await Index.CountAlikeAsync(Sample.Key().App, 3)).IsComplete);

        static InstallationRecord Record(long revision, InstallationStatus status, params string[] scopes) =>
            Sample.Record(revision, status, scopes) with { DisabledTopics = [] };
    }

    [Fact]
    public async Task Complete_RowWithoutMark_IsMade()
    {
        await Index.CompleteAsync(key, Sample.Record(3));

        await AssertRowAsync(Sample.Record(3), isMarked: false);
    }

    [Fact]
    public async Task Complete_EarlierRevision_ChangesNothing()
    {
        await Index.CompleteAsync(key, Sample.Record(3, InstallationStatus.Installed, "a"));

        await Index.CompleteAsync(key, Sample.Record(2, InstallationStatus.Uninstalled));
        await Index.CompleteAsync(key, Sample.Record(3, InstallationStatus.Uninstalled));

        await AssertRowAsync(Sample.Record(3, InstallationStatus.Installed, "a"), isMarked: false);
    }

    [Fact]
    public async Task Complete_LaterRevisionAnnounced_StaysMarked()
    {
        await Index.MarkAsync(key, 1);
        await Index.MarkAsync(key, 2);

        await Index.CompleteAsync(key, Sample.Record(1));

        await AssertRowAsync(Sample.Record(1), isMarked: true);
    }

    [Fact]
    public async Task Mark_LateForACompletedRevision_DoesNotMark()
    {
        await Index.CompleteAsync(key, Sample.Record(2));

        await Index.MarkAsync(key, 1);
        await Index.MarkAsync(key, 2);

        await AssertRowAsync(Sample.Record(2), isMarked: false);
    }

    [Fact]
    public async Task Mark_LowerThanAnnounced_DoesNotTakeTheAnnouncementBack()
    {
        await Index.MarkAsync(key, 5);
        await Index.MarkAsync(key, 4);

        await Index.CompleteAsync(key, Sample.Record(4));

        await AssertRowAsync(Sample.Record(4), isMarked: true);
    }

    [Fact]
    public async Task Release_NeverCompleted_RemovesTheRow()
    {
        await Index.MarkAsync(key, 1);

        await Index.ReleaseAsync(key, null);
        await Index.ReleaseAsync(key, null);

        Assert.Null(await ReadAsync());
        Assert.DoesNotContain(key, await Index.ReadMarkedAsync(null, 10_000));
    }

    [Fact]
    public async Task Release_NullForACompletedRow_KeepsIt()
    {
        await Index.CompleteAsync(key, Sample.Record(1));

        await Index.ReleaseAsync(key, null);

        await AssertRowAsync(Sample.Record(1), isMarked: false);
    }

    [Fact]
    public async Task Release_AnnouncedButNeverWritten_TakesTheAnnouncementBack()
    {
        await Index.CompleteAsync(key, Sample.Record(1));
        await Index.MarkAsync(key, 2);

        await Index.ReleaseAsync(key, Sample.Record(1));

        await AssertRowAsync(Sample.Record(1), isMarked: false);
    }

    [Fact]
    public async Task Release_RowBehindTheRecord_BringsItUpToDate()
    {
        await Index.CompleteAsync(key, Sample.Record(1));
        await Index.MarkAsync(key, 4);

        await Index.ReleaseAsync(key, Sample.Record(3, InstallationStatus.Suspended, "a"));

        await AssertRowAsync(Sample.Record(3, InstallationStatus.Suspended, "a"), isMarked: false);
    }

    [Fact]
    public async Task Release_RowCompletedLater_ChangesNothing()
    {
        await Index.CompleteAsync(key, Sample.Record(4));
        await Index.MarkAsync(key, 5);

        await Index.ReleaseAsync(key, Sample.Record(3, InstallationStatus.Uninstalled));

        await AssertRowAsync(Sample.Record(4), isMarked: true);
    }

    [Fact]
    public async Task Release_NoRow_MakesIt()
    {
        await Index.ReleaseAsync(key, Sample.Record(2));

        await AssertRowAsync(Sample.Record(2), isMarked: false);
    }

    [Fact]
    public async Task Row_CompletedTwice_KeepsTheSameOrderForMarksInBetween()
    {
        await Index.MarkAsync(key, 1);
        await Index.CompleteAsync(key, Sample.Record(1));
        await Index.MarkAsync(key, 2);
        await AssertRowAsync(Sample.Record(1), isMarked: true);

        await Index.CompleteAsync(key, Sample.Record(2, InstallationStatus.Suspended, "b"));

        await AssertRowAsync(Sample.Record(2, InstallationStatus.Suspended, "b"), isMarked: false);
    }

    [Fact]
    public async Task ReadMarked_SomeRowsMarked_ListsThoseInOrderPageByPage()
    {
        var workspace = Sample.Workspace();
        InstallationKey[] keys = [.. new[] { "-", "A", "_", "a" }.Select(app => new InstallationKey(workspace, AppId.Parse(app)))];
        foreach (var marked in keys.Reverse())
        {
            await Index.MarkAsync(marked, 1);
        }

        await Index.CompleteAsync(keys[2], Sample.Record(1));

        // Others mark rows too: only what lies within this workspace is compared.
        var found = new List<InstallationKey>();
        for (var page = await Index.ReadMarkedAsync(keys[0] with { Workspace = WorkspaceId.Parse("-") }, 1); page.Length > 0; page = await Index.ReadMarkedAsync(page[0], 1))
        {
            found.AddRange(page.Where(each => each.Workspace == workspace));
        }

        Assert.Equal([keys[0], keys[1], keys[3]], found);
    }

    private async Task AssertRowAsync(InstallationRecord record, bool isMarked)
    {
        var row = await ReadAsync();
        Assert.NotNull(row);
        Sample.AssertSame(record, row.Record);
        Assert.Equal(isMarked, row.IsMarked);
        Assert.Equal(isMarked, (await Index.ReadMarkedAsync(null, 10_000)).Contains(key));
    }

    // By both ways, which must agree.
    private async Task<InstallationRow?> ReadAsync()
    {
        var byApp = await FindAsync((filter, limit) => Index.ReadByAppAsync(key.App, filter, null, limit));
        var byWorkspace = await FindAsync((filter, limit) => Index.ReadByWorkspaceAsync(key.Workspace, filter, null, limit));
        Assert.Equal(byApp?.Key, byWorkspace?.Key);
        Assert.Equal(byApp?.IsMarked, byWorkspace?.IsMarked);
        Sample.AssertSame(byApp?.Record, byWorkspace?.Record);
        return byApp;
    }

    private static async Task<InstallationRow?> FindAsync(Func<InstallationFilter, int, Task<System.Collections.Immutable.ImmutableArray<InstallationRow>>> read)
    {
        var listed = await read(new(), 10);
        var uninstalled = await read(new(InstallationStatus.Uninstalled), 10);
        return listed.Concat(uninstalled).DistinctBy(row => row.Key).SingleOrDefault();
    }
}
