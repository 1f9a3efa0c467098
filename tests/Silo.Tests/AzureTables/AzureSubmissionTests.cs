using Microsoft.Extensions.DependencyInjection;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo.Tests;

/// <summary>Rows of submitted apps when answers get lost or writes arrive late, and on tables of before there were any.</summary>
public sealed class AzureSubmissionTests(AzureTablesFixture storage) : IAsyncDisposable
{
    private readonly AzureTablesBed bed = new(storage);
    private readonly AppId app = Sample.App();

    private AzureSubmissionIndex Submissions => new(bed.Tables);

    public ValueTask DisposeAsync() => bed.DisposeAsync();

    [Fact]
    public async Task Remove_ArrivesAfterTheNextAnnouncement_LeavesItsRow()
    {
        await Submissions.AddAsync(app, 2);
        bed.Faults.FailWrite(0, Fault.Late);
        await Assert.ThrowsAsync<RegistryUnavailableException>(() => Submissions.RemoveAsync(app, 3));
        bed.Faults.Heal();
        await Submissions.AddAsync(app, 4);

        await bed.Faults.ArriveAsync();

        Assert.True(await HasRowAsync());
    }

    [Fact]
    public async Task Change_AnswerIsLost_IsDoneByTheNextTry()
    {
        bed.Faults.FailWrite(0, Fault.LostAnswer);
        await Submissions.AddAsync(app, 2);
        Assert.True(await HasRowAsync());

        bed.Faults.FailWrite(0, Fault.LostAnswer);
        await Submissions.RemoveAsync(app, 2);
        Assert.False(await HasRowAsync());
    }

    [Fact]
    public async Task Start_TablesOfBefore_GiveEveryAppARowOnce()
    {
        // More than fit in one batch.
        var apps = Enumerable.Range(0, AzureWrites.MostInBatch + 2).Select(_ => Sample.App()).ToList();
        await Task.WhenAll(apps.Select(each => storage.Host.Apps.AddAsync(each, DeveloperId.Parse("dev"))));
        await Submissions.AddAsync(apps[0], 5);
        Assert.True(await storage.Host.Facts.TryReplaceAsync("submission-index", "complete", "begun"));

        await StartAsync();

        Assert.Empty(apps.Except(await RowsAsync()));
        await Task.WhenAll(apps.Select(each => Submissions.RemoveAsync(each, 0)));
        Assert.Equal([apps[0]], apps.Intersect(await RowsAsync()));

        await StartAsync();
        Assert.Equal([apps[0]], apps.Intersect(await RowsAsync()));
    }

    private Task StartAsync() => storage.Host.Services.GetRequiredService<IStorageStartup>().PrepareAsync(TestContext.Current.CancellationToken);

    private async Task<IEnumerable<AppId>> RowsAsync() => await Submissions.ReadAsync(null, 10_000);

    private async Task<bool> HasRowAsync() => (await RowsAsync()).Contains(app);
}
