using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo.Tests;

public sealed class SqliteSubmissionIndexTests(SqliteFixture storage) : SubmissionIndexTests(storage);

public sealed class MemorySubmissionIndexTests(MemoryFixture storage) : SubmissionIndexTests(storage);

public sealed class PostgresSubmissionIndexTests(PostgresFixture storage) : SubmissionIndexTests(storage);

public sealed class AzureTablesSubmissionIndexTests(AzureTablesFixture storage) : SubmissionIndexTests(storage);

public abstract class SubmissionIndexTests(StorageFixture storage)
{
    private readonly AppId app = Sample.App();

    private ISubmissionIndex Submissions => storage.Host.Submissions;

    [Fact]
    public async Task Read_PageByPage_ListsInOrdinalOrder()
    {
        var prefix = $"{Guid.NewGuid():N}";
        string[] ids = [.. new[] { "a", "A", "_", "-", "b" }.Select(suffix => $"{prefix}{suffix}")];
        await Task.WhenAll(ids.Select(id => Submissions.AddAsync(AppId.Parse(id), 2)));

        var listed = new List<string>();
        for (var page = await Submissions.ReadAsync(AppId.Parse(prefix), 2); page.Length > 0 && listed.Count < ids.Length; page = await Submissions.ReadAsync(page[^1], 2))
        {
            listed.AddRange(page.Select(id => id.Value));
        }

        Assert.Equal(ids.Order(StringComparer.Ordinal), listed.Take(ids.Length));
    }

    [Fact]
    public async Task Remove_OfTheVersionOrALaterOne_TakesTheRow()
    {
        await Submissions.AddAsync(app, 2);
        Assert.True(await HasRowAsync());
        await Submissions.RemoveAsync(app, 2);
        Assert.False(await HasRowAsync());

        await Submissions.AddAsync(app, 5);
        await Submissions.RemoveAsync(app, 7);
        await Submissions.RemoveAsync(app, 7);

        Assert.False(await HasRowAsync());
    }

    [Fact]
    public async Task Remove_OfAnEarlierVersion_LeavesTheRow()
    {
        await Submissions.AddAsync(app, 5);

        await Submissions.RemoveAsync(app, 4);

        Assert.True(await HasRowAsync());
    }

    [Fact]
    public async Task Add_InAnyOrder_KeepsTheHighestVersion()
    {
        await Submissions.AddAsync(app, 3);
        await Submissions.AddAsync(app, 5);
        await Submissions.AddAsync(app, 5);
        await Submissions.AddAsync(app, 4);

        await Submissions.RemoveAsync(app, 4);

        Assert.True(await HasRowAsync());
    }

    [Fact]
    public async Task AddAndRemove_ManyAtOnce_LeaveTheRowOfTheLatest()
    {
        await Task.WhenAll(Enumerable.Range(1, 8).SelectMany(version => (Task[])[Submissions.AddAsync(app, version), Submissions.RemoveAsync(app, version - 1)]));

        Assert.True(await HasRowAsync());
    }

    [Fact]
    public async Task Submissions_AreNoAppsOfTheAppIndex()
    {
        await Submissions.AddAsync(app, 2);

        Assert.DoesNotContain(app, await storage.Host.Apps.ReadAsync(null, null, 10_000));
    }

    private async Task<bool> HasRowAsync() => (await Submissions.ReadAsync(null, 10_000)).Contains(app);
}
