using Registry.Grains;
using Registry.Grains.Interfaces;
using Registry.Servers;

namespace Registry.Silo.Tests;

public sealed class SqliteDeliveryStoreExpiryTests() : DeliveryStoreExpiryTests("Sqlite");

public sealed class MemoryDeliveryStoreExpiryTests() : DeliveryStoreExpiryTests("Memory");

public sealed class PostgresDeliveryStoreExpiryTests(PostgresFixture storage) : DeliveryStoreExpiryTests("Postgres")
{
    private protected override Task<string> PrepareAsync() => storage.Server.CreateDatabaseAsync();
}

public sealed class AzureTablesDeliveryStoreExpiryTests() : DeliveryStoreExpiryTests("AzureTables")
{
    private AzuriteServer? server;

    private protected override async Task<string> PrepareAsync()
    {
        server = await AzuriteServer.StartAsync(TestContext.Current.CancellationToken);
        return server.ConnectionString;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await server!.DisposeAsync();
    }
}

/// <summary>Deletion looks at everything, so these tests have a storage of their own.</summary>
public abstract class DeliveryStoreExpiryTests(string provider) : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly TempDirectory directory = new();
    private readonly InstallationKey installation = Sample.Key();
    private RegistryHost? host;

    private IDeliveryStore Store => host!.Deliveries;

    private WorkspaceId Workspace => installation.Workspace;

    private AppId App => installation.App;

    public async ValueTask InitializeAsync() => host = await RegistryHost.StartAsync(
        ("Storage:Provider", provider),
        ("Storage:Path", directory.Path),
        ("Storage:ConnectionString", await PrepareAsync()));

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await host!.DisposeAsync();
        directory.Dispose();
    }

    /// <returns>The connection string, where there is one.</returns>
    private protected virtual Task<string> PrepareAsync() => Task.FromResult("");

    [Fact]
    public async Task DeleteExpired_InSteps_KeepsWhatIsPendingOrYounger()
    {
        long[] hours = [.. Enumerable.Range(0, 12).Select(hour => EventSequence.Of(Start.AddHours(hour)))];
        await Store.AddAsync([.. hours.Select(each => Sample.Event(Workspace, each, App))], Start);
        await CompleteAsync(each => each != hours[3]);

        Assert.Equal(4, await Store.DeleteExpiredAsync(Start.AddHours(8), Start, 4));
        Assert.Equal(3, await Store.DeleteExpiredAsync(Start.AddHours(8), Start, 4));
        Assert.Equal(0, await Store.DeleteExpiredAsync(Start.AddHours(8), Start, 4));

        long[] left = [hours[3], .. hours[8..]];
        Assert.Equal(left.Reverse(), (await Store.ReadByAppAsync(App, new(), null, 100)).Select(each => each.Id.Sequence));
        Assert.Equal([hours[3]], (await Store.ReadPendingAsync(installation, null, 100)).Items.Select(each => each.Delivery.Id.Sequence));
        Assert.NotNull(await Store.FindAsync(App, new(Workspace, hours[8])));
        Assert.Null(await Store.FindAsync(App, new(Workspace, hours[7])));

        // Once that one is done, it is old enough to go.
        await CompleteAsync(_ => true);
        Assert.Equal(1, await Store.DeleteExpiredAsync(Start.AddHours(8), Start, 4));
        Assert.Null(await Store.FindAsync(App, new(Workspace, hours[3])));
    }

    [Fact]
    public async Task DeleteExpired_EventWithAPendingDelivery_KeepsItsItem()
    {
        var other = Sample.App();
        var sequence = EventSequence.Of(Start);
        await Store.AddAsync([Sample.Event(Workspace, sequence, App, other), Sample.Event(Workspace, sequence + 1), Sample.Event(Workspace, sequence + 2, App)], Start);
        await CompleteAsync(_ => true);

        Assert.Equal(2, await Store.DeleteExpiredAsync(Start.AddHours(1), Start, 100));

        Assert.NotEmpty((await Store.FindAsync(other, new(Workspace, sequence)))!.Item.ToArray());
        Assert.Null(await Store.FindAsync(App, new(Workspace, sequence)));
        Assert.Equal(sequence, (await Store.ReadPendingAsync(new(Workspace, other), null, 10)).Items.Single().Delivery.Id.Sequence);
    }

    [Fact]
    public async Task DeleteExpired_Ids_DeletesThoseThatExpired()
    {
        var sequence = EventSequence.Of(Start);
        for (var hour = -4; hour <= 4; hour++)
        {
            await Store.AddAsync([Sample.Event(Workspace, sequence + hour) with { EventId = $"{hour}", IdExpiresAt = Start.AddHours(hour) }], Start);
        }

        // Given again, so that it lasts longer.
        await Store.AddAsync([Sample.Event(Workspace, sequence + 5) with { EventId = "-2", IdExpiresAt = Start.AddHours(9) }], Start);
        await Store.DeleteExpiredAsync(DateTimeOffset.UnixEpoch, Start, 2);

        for (var hour = -4; hour <= 4; hour++)
        {
            Assert.Equal(hour is >= 0 or -2, await Store.FindEventAsync(Workspace, $"{hour}") is not null);
        }
    }

    [Fact]
    public async Task DeleteExpired_ManyWorkspaces_DeletesInAll()
    {
        var workspaces = Enumerable.Range(0, 20).Select(_ => Sample.Workspace()).ToArray();
        foreach (var each in workspaces)
        {
            await Store.AddAsync([Sample.Event(each, EventSequence.Of(Start), App)], Start);
            var pending = (await Store.ReadPendingAsync(new(each, App), null, 10)).Items.Single().Delivery;
            await Store.UpdateAsync(new(each, App), [Sample.Completed(pending, DeliveryStatus.Failed)]);
        }

        var deleted = 0;
        for (int step; (step = await Store.DeleteExpiredAsync(Start.AddHours(2), DateTimeOffset.UnixEpoch, 7)) > 0; deleted += step)
        {
            Assert.InRange(step, 1, 7);
        }

        Assert.Equal(20, deleted);
        Assert.Empty(await Store.ReadByAppAsync(App, new(), null, 100));
    }

    private async Task CompleteAsync(Func<long, bool> which)
    {
        var pending = (await Store.ReadPendingAsync(installation, null, 100)).Items.Select(each => each.Delivery);
        await Store.UpdateAsync(installation, [.. pending.Where(each => which(each.Id.Sequence)).Select(each => Sample.Completed(each, DeliveryStatus.Delivered))]);
    }
}
