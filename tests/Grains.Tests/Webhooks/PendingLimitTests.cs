using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Registry.Grains.Interfaces;
using Registry.Silo;

namespace Registry.Grains.Tests;

/// <summary>However many installations have an endpoint that is dead, what waits in all is bounded.</summary>
public sealed class PendingLimitTests : IAsyncLifetime
{
    private const int InAll = 12;

    private readonly AgeingCluster cluster;
    private BrokenDeliveryStore? deliveries;

    public PendingLimitTests() => cluster = new(services => deliveries = BrokenDeliveryStore.PutInFront(services));

    private IDeliveryStore Store => cluster.GetService<IDeliveryStore>();

    private PendingLimit Limit => cluster.GetService<PendingLimit>();

    public async ValueTask InitializeAsync()
    {
        await cluster.InitializeAsync();
        cluster.GetService<IOptions<DeliveryOptions>>().Value.MaxPendingInAll = InAll;
    }

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    [Fact]
    public async Task Deliver_ManyEndpointsAreDead_TheOldestOfEachAreGivenUpAndShown()
    {
        var installations = await InstallAsync(6, () => Receivers.Status(500), events: 5);
        await Limit.RefreshAsync();
        cluster.Clock.Advance(TimeSpan.FromSeconds(7));

        await Until.TrueAsync(async () => await PendingAsync(installations) <= InAll);
        foreach (var (_, publisher) in installations)
        {
            await AssertNewestAreLeftAsync(publisher, left: 2, givenUp: 3);
        }

        // However many come, wherever: the queue that gets one gives one up.
        foreach (var (_, publisher) in installations)
        {
            await PublishAsync(publisher, 4);
        }

        await Until.TrueAsync(async () =>
        {
            cluster.Clock.Advance(TimeSpan.FromSeconds(7));
            return await PendingAsync(installations) <= InAll;
        });
        foreach (var (_, publisher) in installations)
        {
            await AssertNewestAreLeftAsync(publisher, left: 2, givenUp: 7);
        }
    }

    [Fact]
    public async Task Deliver_FewWait_NothingIsGivenUp()
    {
        var installations = await InstallAsync(3, () => Receivers.Status(500), events: InAll / 3);
        await Limit.RefreshAsync();
        cluster.Clock.Advance(TimeSpan.FromSeconds(7));

        foreach (var (_, publisher) in installations)
        {
            await Until.TrueAsync(async () => (await publisher.DeliveriesAsync()).Any(delivery => delivery.AttemptCount == 2));
            Assert.Empty(await publisher.DeliveriesAsync(new(Status: DeliveryStatus.Failed)));
        }
    }

    [Fact]
    public async Task Deliver_LimitShrinksForABlockedQueue_HoldsWhenItIsLookedAfterInBetween()
    {
        var blocked = await BlockOneAsync();
        await Limit.RefreshAsync();
        cluster.Clock.Advance(TimeSpan.FromMinutes(15));

        Assert.Contains(blocked.App.Key, await Store.ReadDueAsync(cluster.Clock.GetUtcNow(), 100));
        await blocked.Publisher.WakeAsync();

        await AssertNewestAreLeftAsync(blocked.Publisher, left: 3, givenUp: 7);
    }

    [Fact]
    public async Task Deliver_LimitShrinksForABlockedQueue_HoldsWithTheNextEvent()
    {
        var blocked = await BlockOneAsync();
        await Limit.RefreshAsync();

        await blocked.Publisher.PublishAsync();

        await AssertNewestAreLeftAsync(blocked.Publisher, left: 3, givenUp: 8);
    }

    [Fact]
    public async Task Refresh_CanNotCount_WhatWasKnownBeforeHolds()
    {
        await InstallAsync(4, () => Receivers.Status(500), events: 1);
        await Limit.RefreshAsync();
        Assert.Equal(3, Limit.PerInstallation);

        deliveries!.Break(nameof(IDeliveryStore.CountOpenQueuesAsync));
        await Assert.ThrowsAsync<RegistryUnavailableException>(() => Limit.RefreshAsync());

        Assert.Equal(3, Limit.PerInstallation);
    }

    [Fact]
    public async Task Refresh_CanNotCount_IsTriedAgain()
    {
        await InstallAsync(4, () => Receivers.Status(500), events: 1);
        deliveries!.Break(nameof(IDeliveryStore.CountOpenQueuesAsync));
        using var refresher = new PendingLimitRefresher(Limit, cluster.Clock, NullLogger<PendingLimitRefresher>.Instance);
        await refresher.StartAsync(CancellationToken.None);
        await Until.TrueAsync(() => Task.FromResult(deliveries.Failures > 0));
        Assert.Equal(InAll, Limit.PerInstallation);

        deliveries.Break(null);

        await Until.TrueAsync(() =>
        {
            cluster.Clock.Advance(TimeSpan.FromSeconds(10));
            return Task.FromResult(Limit.PerInstallation == 3);
        });
        await refresher.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Limit_MoreQueuesThanDeliveriesInAll_LeavesOneToEach()
    {
        var options = cluster.GetService<IOptions<DeliveryOptions>>().Value;
        Assert.Equal(InAll, Limit.PerInstallation);
        options.MaxPending = 5;
        Assert.Equal(5, Limit.PerInstallation);

        options.MaxPendingInAll = 3;
        await InstallAsync(4, () => Receivers.Status(500), events: 1);
        await Limit.RefreshAsync();

        Assert.Equal(1, Limit.PerInstallation);
    }

    // Ten wait for one installation until an hour has passed, when three others get something that waits too.
    private async Task<(TestApp App, Publisher Publisher)> BlockOneAsync()
    {
        var until = cluster.Clock.GetUtcNow().AddHours(1);
        var one = (await InstallAsync(1, () => Receivers.Status(503, until), events: 10))[0];
        await Until.TrueAsync(async () => !(await Store.ReadDueAsync(cluster.Clock.GetUtcNow().AddMinutes(14), 100)).Contains(one.App.Key));
        Assert.Equal(10, await Store.CountPendingAsync(one.App.Key));
        await InstallAsync(3, () => Receivers.Status(503, until), events: 1);
        return one;
    }

    private async Task<IReadOnlyList<(TestApp App, Publisher Publisher)>> InstallAsync(int count, Func<WebhookAnswer> answer, int events)
    {
        var installations = new List<(TestApp App, Publisher Publisher)>();
        for (var i = 0; i < count; i++)
        {
            var (app, publisher) = await Publisher.InstallAsync(cluster);
            await Until.TrueAsync(async () => (await Store.ReadPendingAsync(app.Key, null, 1)).Version is null);
            cluster.Receivers.Answer(app.Id, (_, _) => Task.FromResult(answer()));
            await PublishAsync(publisher, events);
            await Until.TrueAsync(async () => (await publisher.DeliveriesAsync(new(Topic: TestApp.CompanyCreated))).Any(delivery => delivery.AttemptCount == 1));
            installations.Add((app, publisher));
        }

        return installations;
    }

    private static async Task PublishAsync(Publisher publisher, int events)
    {
        for (var i = 0; i < events; i++)
        {
            await publisher.PublishAsync();
        }
    }

    private async Task<int> PendingAsync(IEnumerable<(TestApp App, Publisher)> installations) =>
        (await Task.WhenAll(installations.Select(each => Store.CountPendingAsync(each.App.Key)))).Sum();

    private static async Task AssertNewestAreLeftAsync(Publisher publisher, int left, int givenUp)
    {
        IReadOnlyList<Delivery> failed = [];
        await Until.TrueAsync(async () => (failed = await publisher.DeliveriesAsync(new(Status: DeliveryStatus.Failed))).Count == givenUp);
        Assert.All(failed, delivery => Assert.Equal(DeliveryReason.QueueFull, delivery.Reason));
        var waiting = await publisher.DeliveriesAsync(new(Status: DeliveryStatus.Pending));
        Assert.Equal(left, waiting.Count);
        Assert.True(waiting.Min(delivery => delivery.Id.Sequence) > failed.Max(delivery => delivery.Id.Sequence));
    }
}
