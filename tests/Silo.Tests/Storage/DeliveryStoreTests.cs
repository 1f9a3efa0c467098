using System.Text;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo.Tests;

public sealed class SqliteDeliveryStoreTests(SqliteFixture storage) : DeliveryStoreTests(storage);

public sealed class MemoryDeliveryStoreTests(MemoryFixture storage) : DeliveryStoreTests(storage);

public sealed class PostgresDeliveryStoreTests(PostgresFixture storage) : DeliveryStoreTests(storage);

public sealed class AzureTablesDeliveryStoreTests(AzureTablesFixture storage) : DeliveryStoreTests(storage);

/// <summary>Events that come in, and the deliveries that are pending then.</summary>
public abstract class DeliveryStoreTests(StorageFixture storage)
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly WorkspaceId workspace = Sample.Workspace();
    private readonly AppId app = Sample.App();

    private InstallationKey Installation => new(workspace, app);

    private IDeliveryStore Store => storage.Host.Deliveries;

    [Fact]
    public async Task FindEvent_NoneOfThatId_IsNull()
    {
        await Store.AddAsync([Sample.Event(workspace, 1, app)], Noon);

        Assert.Null(await Store.FindEventAsync(workspace, "event 1"));
        Assert.Null(await Store.FindEventAsync(Sample.Workspace(), "event 1"));
    }

    [Theory]
    [InlineData("evt_1")]
    [InlineData("a/b#c?d\\e\tf%20 ä 中 '\"")]
    public async Task FindEvent_IdOfItsPublisher_IsTheEventOfThatWorkspace(string id)
    {
        var recipients = new[] { app, Sample.App(), Sample.App() };
        await Store.AddAsync([Sample.Event(workspace, 1, recipients) with { EventId = id, IdExpiresAt = Noon }], Noon);

        Assert.Equal(new("fingerprint 1", 3, Noon), await Store.FindEventAsync(workspace, id));
        Assert.Null(await Store.FindEventAsync(workspace, id.ToUpperInvariant()));
        Assert.Null(await Store.FindEventAsync(Sample.Workspace(), id));
    }

    [Fact]
    public async Task FindEvent_IdGivenAgain_IsTheLaterEvent()
    {
        await Store.AddAsync([Sample.Event(workspace, 1, app) with { EventId = "id", IdExpiresAt = Noon }], Noon);
        await Store.AddAsync([Sample.Event(workspace, 2) with { EventId = "id", IdExpiresAt = Noon.AddHours(1) }], Noon);

        Assert.Equal(new("fingerprint 2", 0, Noon.AddHours(1)), await Store.FindEventAsync(workspace, "id"));
    }

    [Fact]
    public async Task LastSequence_AnyEvents_IsTheHighestOfTheWorkspace()
    {
        Assert.Equal(0, await Store.GetLastSequenceAsync(workspace));

        await Store.AddAsync([Sample.Event(workspace, 9, app), Sample.Event(workspace, 10)], Noon);
        await Store.AddAsync([Sample.Event(Sample.Workspace(), 11, app)], Noon);

        Assert.Equal(10, await Store.GetLastSequenceAsync(workspace));
    }

    [Fact]
    public async Task Add_NotAfterTheLast_ChangesNothing()
    {
        await Store.AddAsync([Sample.Event(workspace, 5, app)], Noon);
        var late = Sample.Event(workspace, 4, app) with { EventId = "late", IdExpiresAt = Noon };

        await Assert.ThrowsAsync<RegistryUnavailableException>(() => Store.AddAsync([late, late with { Id = new(workspace, 6) }], Noon));

        Assert.Null(await Store.FindEventAsync(workspace, "late"));
        Assert.Equal(5, await Store.GetLastSequenceAsync(workspace));
        Assert.Equal([5], await SequencesAsync(Installation));
        Assert.Equal([5], (await Store.ReadByAppAsync(app, new(), null, 10)).Select(each => each.Id.Sequence));
    }

    [Fact]
    public async Task Add_SeveralEventsAndRecipients_EachRecipientHasItsDeliveries()
    {
        var other = Sample.App();
        var replay = new Replay(new(workspace, 1), "1-ws");
        var second = Sample.Event(workspace, 2, other, app) with { Topic = TopicId.Parse("tag.deleted"), Replay = replay };
        await Store.AddAsync([Sample.Event(workspace, 1, app), second, Sample.Event(workspace, 3, other)], Noon);

        Assert.Equal([1, 2], await SequencesAsync(Installation));
        Assert.Equal([2, 3], await SequencesAsync(new(workspace, other)));
        Assert.Equal([], await SequencesAsync(new(Sample.Workspace(), app)));
        var found = (await Store.ReadPendingAsync(Installation, 1, 10)).Items.Single();
        Sample.AssertSame(second.DeliveryTo(app), found.Delivery);
        Assert.Equal("""{"number":2}""", Encoding.UTF8.GetString(found.Item.Span));
    }

    [Fact]
    public async Task ReadPending_PageByPage_ListsEachInOrder()
    {
        for (var sequence = 1; sequence <= 12; sequence += 2)
        {
            await Store.AddAsync([Sample.Event(workspace, sequence, app, Sample.App()), Sample.Event(workspace, sequence + 1, app)], Noon);
        }

        var listed = new List<long>();
        for (var page = await Store.ReadPendingAsync(Installation, null, 5); page.Items.Length > 0; page = await Store.ReadPendingAsync(Installation, listed[^1], 5))
        {
            Assert.InRange(page.Items.Length, 1, 5);
            Assert.NotNull(page.Version);
            listed.AddRange(page.Items.Select(each => each.Delivery.Id.Sequence));
        }

        Assert.Equal(Enumerable.Range(1, 12).Select(each => (long)each), listed);
        Assert.Equal(12, await Store.CountPendingAsync(Installation));
        Assert.Equal(0, await Store.CountPendingAsync(new(Sample.Workspace(), app)));
    }

    [Fact]
    public async Task Add_LargeItem_IsReadAsItWas()
    {
        var item = Encoding.UTF8.GetBytes($$"""{"text":"{{string.Concat(Enumerable.Repeat("grüße 中文 🙂 \\\" \\u0000", 9_000))}}"}""");
        Assert.InRange(item.Length, 200 * 1024, 1024 * 1024);
        await Store.AddAsync([Sample.Event(workspace, 1, app) with { Item = item }], Noon);

        Assert.Equal(item, (await Store.ReadPendingAsync(Installation, null, 1)).Items.Single().Item.ToArray());
        Assert.Equal(item, (await Store.FindAsync(app, new(workspace, 1)))!.Item.ToArray());
    }

    [Fact]
    public async Task Add_ManyRecipients_EachHasItsDelivery()
    {
        var recipients = Enumerable.Range(0, 150).Select(_ => Sample.App()).ToArray();
        await Store.AddAsync([Sample.Event(workspace, 1, recipients) with { IdExpiresAt = Noon }, Sample.Event(workspace, 2, recipients)], Noon);

        Assert.Equal(150, (await Store.FindEventAsync(workspace, "event 1"))!.Deliveries);
        var due = await Store.ReadDueAsync(Noon, 10_000);
        foreach (var recipient in recipients)
        {
            Assert.Equal([1, 2], await SequencesAsync(new(workspace, recipient)));
            Assert.Contains(new(workspace, recipient), due);
        }
    }

    [Fact]
    public async Task Add_ManyWorkspacesAtOnce_EachHasItsEvents()
    {
        var workspaces = Enumerable.Range(0, 20).Select(_ => Sample.Workspace()).ToArray();
        await Task.WhenAll(workspaces.Select(async each =>
        {
            await Store.AddAsync([Sample.Event(each, 1, app)], Noon);
            await Store.AddAsync([Sample.Event(each, 2, app), Sample.Event(each, 3, app)], Noon);
        }));

        foreach (var each in workspaces)
        {
            Assert.Equal([1, 2, 3], await SequencesAsync(new(each, app)));
        }
    }

    [Fact]
    public async Task Add_OneWorkspaceAtOnce_EachIsThereOrRefused()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 12).Select(async sequence =>
        {
            try
            {
                await Store.AddAsync([Sample.Event(workspace, sequence, app)], Noon);
                return sequence;
            }
            catch (RegistryUnavailableException)
            {
                return 0L;
            }
        }));

        var accepted = outcomes.Where(sequence => sequence > 0);
        Assert.NotEmpty(accepted);
        Assert.Equal(accepted, await SequencesAsync(Installation));
        Assert.Equal(accepted.Last(), await Store.GetLastSequenceAsync(workspace));
    }

    [Fact]
    public async Task Ids_ThatDifferByCase_StayApart()
    {
        var (lower, upper) = (WorkspaceId.Parse($"{workspace}_a"), WorkspaceId.Parse($"{workspace}_A"));
        var (lowerApp, upperApp) = (AppId.Parse($"{app}_a"), AppId.Parse($"{app}_A"));
        await Store.AddAsync([Sample.Event(lower, 1, lowerApp, upperApp) with { EventId = "id", IdExpiresAt = Noon }], Noon);
        await Store.AddAsync([Sample.Event(upper, 2, lowerApp) with { EventId = "ID", IdExpiresAt = Noon }], Noon);

        Assert.Equal([1], await SequencesAsync(new(lower, lowerApp)));
        Assert.Equal([1], await SequencesAsync(new(lower, upperApp)));
        Assert.Equal([2], await SequencesAsync(new(upper, lowerApp)));
        Assert.Null(await Store.FindEventAsync(lower, "ID"));
        Assert.Equal([1], (await Store.ReadByAppAsync(upperApp, new(), null, 10)).Select(each => each.Id.Sequence));
    }

    private async Task<IEnumerable<long>> SequencesAsync(InstallationKey installation) =>
        (await Store.ReadPendingAsync(installation, null, 1_000)).Items.Select(each => each.Delivery.Id.Sequence);
}
