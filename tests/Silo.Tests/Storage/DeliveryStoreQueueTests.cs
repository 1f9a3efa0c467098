using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo.Tests;

public sealed class SqliteDeliveryStoreQueueTests(SqliteFixture storage) : DeliveryStoreQueueTests(storage);

public sealed class MemoryDeliveryStoreQueueTests(MemoryFixture storage) : DeliveryStoreQueueTests(storage);

public sealed class PostgresDeliveryStoreQueueTests(PostgresFixture storage) : DeliveryStoreQueueTests(storage);

public sealed class AzureTablesDeliveryStoreQueueTests(AzureTablesFixture storage) : DeliveryStoreQueueTests(storage);

/// <summary>The life of an open queue. Others have theirs in the same storage, so each test looks for its own.</summary>
public abstract class DeliveryStoreQueueTests(StorageFixture storage)
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly InstallationKey installation = Sample.Key();

    private IDeliveryStore Store => storage.Host.Deliveries;

    [Fact]
    public async Task Due_QueueOpened_IsDueFromThenOn()
    {
        await AddAsync(1, Noon);

        Assert.False(await IsDueAsync(Noon.AddTicks(-1)));
        Assert.True(await IsDueAsync(Noon));
        Assert.True(await IsDueAsync(Noon.AddDays(1)));
    }

    [Fact]
    public async Task Due_MoreThanTheLimit_AreTheFirstOnes()
    {
        var early = Enumerable.Range(0, 3).Select(_ => Sample.Key()).ToArray();
        foreach (var each in early)
        {
            await Store.AddAsync([Sample.Event(each.Workspace, 1, each.App)], new(2001, 1, 1, 0, 0, 0, TimeSpan.Zero));
        }

        await AddAsync(1, Noon);

        Assert.Equal(2, (await Store.ReadDueAsync(Noon, 2)).Intersect(early).Count());
        Assert.Equal(early.ToHashSet(), [.. await Store.ReadDueAsync(Noon, 3)]);
        foreach (var each in early)
        {
            await CloseAsync(each);
        }
    }

    [Fact]
    public async Task Postpone_OpenQueue_IsDueThenAndHasItsVersion()
    {
        await AddAsync(1, Noon);
        var version = await VersionAsync();

        await Store.PostponeAsync(installation, Noon.AddHours(1));

        Assert.False(await IsDueAsync(Noon.AddMinutes(59)));
        Assert.True(await IsDueAsync(Noon.AddHours(1)));
        Assert.Equal(version, await VersionAsync());

        await Store.PostponeAsync(installation, Noon.AddHours(-1));
        Assert.True(await IsDueAsync(Noon.AddHours(-1)));
    }

    [Fact]
    public async Task Postpone_ClosedQueue_StaysClosed()
    {
        await Store.PostponeAsync(installation, Noon);

        Assert.False(await IsDueAsync(Noon.AddDays(1)));
        Assert.Null(await VersionAsync());
    }

    [Theory]
    [InlineData(-30)]
    [InlineData(30)]
    public async Task Add_ToAnOpenQueue_ChangesItsVersionButNotWhenItIsDue(int minutes)
    {
        await AddAsync(1, Noon);
        var version = await VersionAsync();

        await AddAsync(2, Noon.AddMinutes(minutes));

        Assert.NotEqual(version, await VersionAsync());
        Assert.False(await IsDueAsync(Noon.AddTicks(-1)));
        Assert.True(await IsDueAsync(Noon));
    }

    [Fact]
    public async Task Close_VersionOfBefore_DoesNothing()
    {
        await AddAsync(1, Noon);
        var version = await VersionAsync();
        await AddAsync(2, Noon);

        await Store.CloseAsync(installation, version!);

        Assert.True(await IsDueAsync(Noon));
        await CloseAsync(installation);
        Assert.False(await IsDueAsync(Noon));
        Assert.Null(await VersionAsync());
    }

    [Fact]
    public async Task Close_Postponed_IsClosed()
    {
        await AddAsync(1, Noon);
        var version = await VersionAsync();
        await Store.PostponeAsync(installation, Noon.AddMinutes(1));

        await Store.CloseAsync(installation, version!);

        Assert.Null(await VersionAsync());
        Assert.False(await IsDueAsync(Noon.AddDays(1)));
    }

    [Fact]
    public async Task Close_OpenedAgain_NoVersionOfBeforeClosesIt()
    {
        await AddAsync(1, Noon);
        var first = await VersionAsync();
        await CloseAsync(installation);
        await AddAsync(2, Noon.AddHours(1));
        var second = await VersionAsync();
        Assert.False(await IsDueAsync(Noon.AddMinutes(59)));

        await Store.CloseAsync(installation, first!);

        Assert.Equal(second, await VersionAsync());
        Assert.True(await IsDueAsync(Noon.AddHours(1)));
    }

    [Fact]
    public async Task Close_WhileEventsComeIn_NeverLosesOne()
    {
        for (var sequence = 1; sequence <= 30; sequence++)
        {
            var adding = AddAsync(sequence, Noon);
            var seen = await Store.ReadPendingAsync(installation, null, 1_000);
            await Store.UpdateAsync(installation, [.. seen.Items.Select(each => Sample.Completed(each.Delivery, DeliveryStatus.Delivered))]);
            await Store.CloseAsync(installation, seen.Version ?? "0");
            await adding;

            Assert.True(await Store.CountPendingAsync(installation) == 0 || await IsDueAsync(Noon));
        }
    }

    [Fact]
    public async Task CountOpen_OpenedAndClosed_IsHowManyThereAre()
    {
        var workspace = Sample.Workspace();
        InstallationKey[] opened = [.. Enumerable.Range(0, 120).Select(_ => new InstallationKey(workspace, Sample.App()))];
        await Store.AddAsync([Sample.Event(workspace, 1, opened.Select(each => each.App))], Noon);
        await AssertCountAsync(opened, []);

        // Neither another event nor another time makes it another queue.
        await Store.AddAsync([Sample.Event(workspace, 2, opened[0].App)], Noon);
        await Store.PostponeAsync(opened[1], Noon.AddYears(1));
        await AssertCountAsync(opened, []);

        foreach (var each in opened[..50])
        {
            await CloseAsync(each);
        }

        await AssertCountAsync(opened[50..], opened[..50]);
    }

    // Other tests open and close theirs meanwhile, so it is tried until none of them did.
    private async Task AssertCountAsync(InstallationKey[] open, InstallationKey[] closed)
    {
        await Until.TrueAsync(async () =>
        {
            var before = (await Store.ReadDueAsync(DateTimeOffset.MaxValue, 10_000)).ToHashSet();
            var count = await Store.CountOpenQueuesAsync();
            var after = await Store.ReadDueAsync(DateTimeOffset.MaxValue, 10_000);
            Assert.Superset(open.ToHashSet(), before);
            Assert.Empty(before.Intersect(closed));
            return before.SetEquals(after) && count == before.Count;
        });
    }

    private Task AddAsync(long sequence, DateTimeOffset dueAt) =>
        Store.AddAsync([Sample.Event(installation.Workspace, sequence, installation.App)], dueAt);

    private async Task CloseAsync(InstallationKey key) =>
        await Store.CloseAsync(key, (await Store.ReadPendingAsync(key, null, 1)).Version!);

    private async Task<string?> VersionAsync() => (await Store.ReadPendingAsync(installation, null, 1)).Version;

    private async Task<bool> IsDueAsync(DateTimeOffset now) => (await Store.ReadDueAsync(now, 10_000)).Contains(installation);
}
