using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo.Tests;

/// <summary>Events and deliveries whose writes get lost, get through without an answer, or arrive late.</summary>
public sealed class AzureDeliveryFaultTests(AzureTablesFixture storage) : IAsyncDisposable
{
    // More than any call of these tests makes: the last ones go through without a fault.
    private const int MostWrites = 9;

    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly AzureTablesBed bed = new(storage);
    private WorkspaceId workspace = Sample.Workspace();
    private AppId app = Sample.App();

    private InstallationKey Installation => new(workspace, app);

    private IDeliveryStore Store => bed.Deliveries;

    public ValueTask DisposeAsync() => bed.DisposeAsync();

    [Theory]
    [InlineData(nameof(Fault.CutBefore))]
    [InlineData(nameof(Fault.CutAfter))]
    [InlineData(nameof(Fault.LostAnswer))]
    [InlineData(nameof(Fault.Late))]
    public async Task Add_EndsAtAnyWrite_EventIsThereAsAWholeOrNotAtAll(string fault)
    {
        for (var write = 0; write < MostWrites; write++)
        {
            (workspace, app) = (Sample.Workspace(), Sample.App());
            var added = Sample.Event(workspace, 2, app, Sample.App()) with { IdExpiresAt = Noon };
            bed.Faults.FailWrite(write, Enum.Parse<Fault>(fault));
            var isDone = await TryAsync(() => Store.AddAsync([added], Noon));
            bed.Faults.Heal();

            var isThere = await IsThereAsync(added);
            Assert.True(isThere || !isDone);
            Assert.True(isDone || fault is not nameof(Fault.LostAnswer));

            // Somebody looks after the queues meanwhile, and closes those that have nothing.
            await CloseEmptyAsync(added);
            await bed.Faults.ArriveAsync();
            isThere |= await IsThereAsync(added);

            await Store.AddAsync([Sample.Event(workspace, 3, app)], Noon);
            Assert.Equal(isThere ? [2, 3] : [3], await PendingAsync());
            Assert.Equal(isThere, await IsThereAsync(added, last: 3));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Add_ManyRecipientsEndsAtOneOfTheLastWrites_EventIsNotThere(int fromTheEnd)
    {
        var recipients = Enumerable.Range(0, 120).Select(_ => Sample.App()).Append(app).Reverse().ToArray();
        await Store.AddAsync([Sample.Event(Sample.Workspace(), 2, recipients)], Noon);
        bed.Faults.Heal();
        await Store.AddAsync([Sample.Event(Sample.Workspace(), 2, recipients)], Noon);
        var lost = Sample.Event(workspace, 2, recipients);
        bed.Faults.FailWrite(bed.Faults.Writes - fromTheEnd, Fault.CutBefore);
        Assert.False(await TryAsync(() => Store.AddAsync([lost], Noon)));
        bed.Faults.Heal();

        Assert.False(await IsThereAsync(lost));

        // Nor does it come alive when another event gets its place.
        await Store.AddAsync([Sample.Event(workspace, 2, Sample.App())], Noon);
        Assert.Empty(await PendingAsync());
        Assert.Equal(0, await Store.CountPendingAsync(Installation));
        Assert.Null(await Store.FindAsync(app, lost.Id));
        Assert.DoesNotContain(await Store.ReadByAppAsync(app, new(workspace), null, 10), each => each.Id == lost.Id);
    }

    [Theory]
    [InlineData(nameof(Fault.CutBefore))]
    [InlineData(nameof(Fault.CutAfter))]
    [InlineData(nameof(Fault.LostAnswer))]
    [InlineData(nameof(Fault.Late))]
    public async Task Update_EndsAtAnyWrite_IsMadeUpForByTheNext(string fault)
    {
        for (var write = 0; write < 3; write++)
        {
            (workspace, app) = (Sample.Workspace(), Sample.App());
            await Store.AddAsync([Sample.Event(workspace, 1, app), Sample.Event(workspace, 2, app)], Noon);
            var delivery = (await Store.FindAsync(app, new(workspace, 1)))!.Delivery;
            bed.Faults.FailWrite(write, Enum.Parse<Fault>(fault));
            var isDone = await TryAsync(() => Store.UpdateAsync(Installation, [Sample.Completed(delivery, DeliveryStatus.Delivered)]));
            bed.Faults.Heal();

            var isPending = (await PendingAsync()).Contains(1);
            Assert.False(isDone && isPending);
            Assert.True(isDone || fault is not nameof(Fault.LostAnswer));
            var status = isPending ? DeliveryStatus.Pending : DeliveryStatus.Delivered;
            Assert.Equal(status, (await Store.FindAsync(app, delivery.Id))!.Delivery.Status);

            await Store.UpdateAsync(Installation, [Sample.Completed(delivery, DeliveryStatus.Failed)]);
            status = isPending ? DeliveryStatus.Failed : DeliveryStatus.Delivered;
            for (var isLate = false; ; isLate = true)
            {
                Assert.Equal([2], await PendingAsync());
                Assert.Equal(status, (await Store.FindAsync(app, delivery.Id))!.Delivery.Status);
                Assert.Equal(status, (await Store.ReadByAppAsync(app, new(), null, 10))[^1].Status);
                if (isLate)
                {
                    break;
                }

                await bed.Faults.ArriveAsync();
            }
        }
    }

    private static async Task<bool> TryAsync(Func<Task> action)
    {
        try
        {
            await action();
            return true;
        }
        catch (RegistryUnavailableException)
        {
            return false;
        }
    }

    // Whichever way it is looked at, the answer must be the same; and what is pending must have an open queue.
    private async Task<bool> IsThereAsync(StoredEvent wanted, long? last = null)
    {
        var isThere = await Store.FindAsync(app, wanted.Id) is not null;
        var due = await Store.ReadDueAsync(Noon, 100_000);
        foreach (var recipient in wanted.Recipients.TakeLast(2))
        {
            var pending = (await Store.ReadPendingAsync(new(workspace, recipient), null, 10)).Items.Select(each => each.Delivery.Id);
            Assert.Equal(isThere, pending.Contains(wanted.Id));
            Assert.Equal(isThere, (await Store.ReadByAppAsync(recipient, new(workspace), null, 10)).Any(each => each.Id == wanted.Id));
            Assert.Equal(pending.Count(), await Store.CountPendingAsync(new(workspace, recipient)));
            Assert.True(!isThere || due.Contains(new(workspace, recipient)));
        }

        Assert.Equal(last ?? (isThere ? wanted.Id.Sequence : 0), await Store.GetLastSequenceAsync(workspace));
        Assert.Equal(isThere && wanted.IdExpiresAt is not null, await Store.FindEventAsync(workspace, wanted.EventId) is not null);
        return isThere;
    }

    private async Task CloseEmptyAsync(StoredEvent added)
    {
        foreach (var recipient in added.Recipients)
        {
            var seen = await Store.ReadPendingAsync(new(workspace, recipient), null, 10);
            if (seen is { Version: { } version, Items: [] })
            {
                await Store.CloseAsync(new(workspace, recipient), version);
                Assert.Null((await Store.ReadPendingAsync(new(workspace, recipient), null, 10)).Version);
            }
        }
    }

    private async Task<IEnumerable<long>> PendingAsync() =>
        (await Store.ReadPendingAsync(Installation, null, 100)).Items.Select(each => each.Delivery.Id.Sequence);
}
