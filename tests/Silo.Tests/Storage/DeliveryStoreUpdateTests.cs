using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo.Tests;

public sealed class SqliteDeliveryStoreUpdateTests(SqliteFixture storage) : DeliveryStoreUpdateTests(storage);

public sealed class MemoryDeliveryStoreUpdateTests(MemoryFixture storage) : DeliveryStoreUpdateTests(storage);

public sealed class PostgresDeliveryStoreUpdateTests(PostgresFixture storage) : DeliveryStoreUpdateTests(storage);

public sealed class AzureTablesDeliveryStoreUpdateTests(AzureTablesFixture storage) : DeliveryStoreUpdateTests(storage);

/// <summary>What becomes of deliveries.</summary>
public abstract class DeliveryStoreUpdateTests(StorageFixture storage)
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly InstallationKey installation = Sample.Key();

    private IDeliveryStore Store => storage.Host.Deliveries;

    [Theory]
    [InlineData(DeliveryStatus.Delivered)]
    [InlineData(DeliveryStatus.Failed)]
    [InlineData(DeliveryStatus.Cancelled)]
    public async Task Update_Completed_IsNoLongerPending(DeliveryStatus status)
    {
        await AddAsync(1, 2, 3);
        var done = Sample.Completed(await FindAsync(2), status);

        await Store.UpdateAsync(installation, [done]);

        Assert.Equal([1, 3], await PendingAsync());
        Assert.Equal(2, await Store.CountPendingAsync(installation));
        Sample.AssertSame(done, await FindAsync(2));
        Sample.AssertSame(done, Assert.Single(await Store.ReadByAppAsync(installation.App, new(Status: status), null, 10)));
    }

    [Fact]
    public async Task Update_Several_ChangesEach()
    {
        long[] sequences = [.. Enumerable.Range(1, 120).Select(each => (long)each)];
        await AddAsync(sequences);
        var pending = (await Store.ReadPendingAsync(installation, null, 1_000)).Items.Select(each => each.Delivery);

        await Store.UpdateAsync(installation, [.. pending.Where(each => each.Id.Sequence != 60).Select(each => Sample.Completed(each, DeliveryStatus.Delivered))]);

        Assert.Equal([60], await PendingAsync());
        Assert.Equal(119, (await Store.ReadByAppAsync(installation.App, new(Status: DeliveryStatus.Delivered), null, 1_000)).Length);
    }

    [Fact]
    public async Task Update_StillPending_KeepsWhatWasTried()
    {
        await AddAsync(1, 2);
        var tried = Sample.Completed(await FindAsync(1), DeliveryStatus.Pending) with { CompletedAt = null, NextAttemptAt = Noon.AddMinutes(5) };

        await Store.UpdateAsync(installation, [tried]);

        Assert.Equal([1, 2], await PendingAsync());
        Sample.AssertSame(tried, (await Store.ReadPendingAsync(installation, null, 1)).Items.Single().Delivery);
        Sample.AssertSame(tried, await FindAsync(1));
        Sample.AssertSame(tried, (await Store.ReadByAppAsync(installation.App, new(), null, 10))[^1]);
    }

    [Fact]
    public async Task Update_NoLongerPending_StaysAsItIs()
    {
        await AddAsync(1);
        var pending = await FindAsync(1);
        var done = Sample.Completed(pending, DeliveryStatus.Delivered);
        await Store.UpdateAsync(installation, [done]);

        await Store.UpdateAsync(installation, [Sample.Completed(pending, DeliveryStatus.Cancelled)]);
        await Store.UpdateAsync(installation, [pending]);

        Assert.Empty(await PendingAsync());
        Sample.AssertSame(done, await FindAsync(1));
        Sample.AssertSame(done, Assert.Single(await Store.ReadByAppAsync(installation.App, new(), null, 10)));
    }

    [Fact]
    public async Task Update_OneThatIsNotThere_MakesNone()
    {
        await AddAsync(1);
        var other = Sample.Event(installation.Workspace, 2).DeliveryTo(installation.App);

        await Store.UpdateAsync(installation, [other]);
        await Store.UpdateAsync(installation, []);

        Assert.Equal([1], await PendingAsync());
        Assert.Null(await Store.FindAsync(installation.App, other.Id));
        Assert.Single(await Store.ReadByAppAsync(installation.App, new(), null, 10));
    }

    [Fact]
    public async Task Update_OfOneInstallation_LeavesTheOthers()
    {
        var other = Sample.App();
        await Store.AddAsync([Sample.Event(installation.Workspace, 1, installation.App, other)], Noon);

        await Store.UpdateAsync(installation, [Sample.Completed(await FindAsync(1), DeliveryStatus.Delivered)]);

        Assert.Equal(1, await Store.CountPendingAsync(new(installation.Workspace, other)));
    }

    private Task AddAsync(params long[] sequences) =>
        Store.AddAsync([.. sequences.Select(each => Sample.Event(installation.Workspace, each, installation.App))], Noon);

    private async Task<Delivery> FindAsync(long sequence) =>
        (await Store.FindAsync(installation.App, new(installation.Workspace, sequence)))!.Delivery;

    private async Task<IEnumerable<long>> PendingAsync() =>
        (await Store.ReadPendingAsync(installation, null, 1_000)).Items.Select(each => each.Delivery.Id.Sequence);
}
