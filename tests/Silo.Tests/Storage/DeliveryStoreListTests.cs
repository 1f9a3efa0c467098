using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo.Tests;

public sealed class SqliteDeliveryStoreListTests(SqliteFixture storage) : DeliveryStoreListTests(storage);

public sealed class MemoryDeliveryStoreListTests(MemoryFixture storage) : DeliveryStoreListTests(storage);

public sealed class PostgresDeliveryStoreListTests(PostgresFixture storage) : DeliveryStoreListTests(storage);

public sealed class AzureTablesDeliveryStoreListTests(AzureTablesFixture storage) : DeliveryStoreListTests(storage);

/// <summary>The deliveries of an app, and one of them.</summary>
public abstract class DeliveryStoreListTests(StorageFixture storage)
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly TopicId Created = TopicId.Parse("company.created");
    private static readonly TopicId Deleted = TopicId.Parse("company.deleted");

    private readonly AppId app = Sample.App();

    private IDeliveryStore Store => storage.Host.Deliveries;

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(500)]
    public async Task ReadByApp_AnyFilterPageByPage_ListsNewestFirst(int limit)
    {
        var all = await PrepareAsync();
        foreach (var workspace in new WorkspaceId?[] { null, all[0].Id.Workspace })
        {
            foreach (var topic in new TopicId?[] { null, Deleted })
            {
                foreach (var status in new DeliveryStatus?[] { null, DeliveryStatus.Pending, DeliveryStatus.Failed })
                {
                    var expected = all
                        .Where(each => (workspace is null || each.Id.Workspace == workspace) && (topic is null || each.Topic == topic) && (status is null || each.Status == status))
                        .OrderByDescending(each => each.Id.Sequence)
                        .ThenByDescending(each => each.Id.Workspace.Value, StringComparer.Ordinal);

                    Assert.Equal(expected.Select(each => each.Id), await ListAsync(new(workspace, topic, status), limit));
                }
            }
        }
    }

    [Fact]
    public async Task ReadByApp_NewOneBetweenPages_DoesNotShiftThePages()
    {
        var workspace = Sample.Workspace();
        await Store.AddAsync([.. Enumerable.Range(1, 4).Select(each => Sample.Event(workspace, each, app))], Noon);
        var first = await Store.ReadByAppAsync(app, new(), null, 2);
        await Store.AddAsync([Sample.Event(workspace, 5, app)], Noon);

        var second = await Store.ReadByAppAsync(app, new(), first[^1].Id, 2);

        Assert.Equal([4, 3, 2, 1], first.Concat(second).Select(each => each.Id.Sequence));
    }

    [Fact]
    public async Task ReadByApp_NoDeliveries_IsEmpty() => Assert.Empty(await Store.ReadByAppAsync(app, new(), null, 10));

    [Fact]
    public async Task Find_OneOfSeveral_IsThatOne()
    {
        var workspace = Sample.Workspace();
        var wanted = Sample.Event(workspace, 2, app);
        await Store.AddAsync([Sample.Event(workspace, 1, app), wanted, Sample.Event(workspace, 3, Sample.App())], Noon);

        var found = await Store.FindAsync(app, wanted.Id);

        Sample.AssertSame(wanted.DeliveryTo(app), found!.Delivery);
        Assert.Equal(wanted.Item.ToArray(), found.Item.ToArray());
        Assert.Null(await Store.FindAsync(app, new(workspace, 3)));
        Assert.Null(await Store.FindAsync(app, new(workspace, 4)));
        Assert.Null(await Store.FindAsync(app, new(Sample.Workspace(), 2)));
        Assert.Null(await Store.FindAsync(Sample.App(), wanted.Id));
    }

    // Five workspaces with ten events each, the same sequences in all of them; some delivered, some given up.
    private async Task<Delivery[]> PrepareAsync()
    {
        var other = Sample.App();
        var workspaces = Enumerable.Range(0, 5).Select(_ => Sample.Workspace()).ToArray();
        foreach (var workspace in workspaces)
        {
            await Store.AddAsync([.. Enumerable.Range(1, 10).Select(each => Sample.Event(workspace, each, app, other) with { Topic = each % 2 == 0 ? Deleted : Created })], Noon);
            var pending = (await Store.ReadPendingAsync(new(workspace, app), null, 10)).Items.Select(each => each.Delivery);
            await Store.UpdateAsync(new(workspace, app), [.. pending.Where(each => each.Id.Sequence < 8).Select(each => Sample.Completed(each, StatusOf(each)))]);
        }

        var all = new List<Delivery>();
        foreach (var workspace in workspaces)
        {
            for (var sequence = 1; sequence <= 10; sequence++)
            {
                all.Add((await Store.FindAsync(app, new(workspace, sequence)))!.Delivery);
            }
        }

        return [.. all];
    }

    private static DeliveryStatus StatusOf(Delivery delivery) => delivery.Id.Sequence % 3 == 0 ? DeliveryStatus.Failed : DeliveryStatus.Delivered;

    private async Task<List<DeliveryId>> ListAsync(DeliveryFilter filter, int limit)
    {
        var listed = new List<DeliveryId>();
        for (var page = await Store.ReadByAppAsync(app, filter, null, limit); page.Length > 0; page = await Store.ReadByAppAsync(app, filter, listed[^1], limit))
        {
            Assert.InRange(page.Length, 1, limit);
            listed.AddRange(page.Select(each => each.Id));
        }

        return listed;
    }
}
