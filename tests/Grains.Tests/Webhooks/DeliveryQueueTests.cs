using Microsoft.Extensions.Options;
using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>What becomes of deliveries whose endpoint has troubles, on a clock that the test sets.</summary>
public sealed class DeliveryQueueTests : IAsyncLifetime
{
    private readonly AgeingCluster cluster = new();

    public ValueTask InitializeAsync() => cluster.InitializeAsync();

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    [Theory]
    [InlineData(RetryProfile.Standard, new[] { 5, 300, 1800, 7200, 18000, 36000, 36000 })]
    [InlineData(RetryProfile.SingleRetry, new[] { 60 })]
    public async Task Deliver_EndpointFails_IsTriedAsItsProfileSaysAndThenGivenUp(RetryProfile profile, int[] seconds)
    {
        var (app, publisher) = await Publisher.InstallAsync(cluster, profile);
        cluster.Receivers.Answer(app.Id, Receivers.Status(500));
        await publisher.PublishAsync();

        for (var attempt = 1; attempt <= seconds.Length; attempt++)
        {
            var failed = await publisher.NewestAsync(newest => newest.AttemptCount == attempt);
            Assert.Equal(DeliveryStatus.Pending, failed.Status);
            var delay = failed.NextAttemptAt!.Value - cluster.Clock.GetUtcNow();
            Assert.InRange(delay.TotalSeconds, seconds[attempt - 1] * 0.8, seconds[attempt - 1] * 1.2);
            cluster.Clock.Advance(delay);
            await publisher.WakeAsync();
        }

        var dead = await publisher.NewestAsync(newest => newest.Status != DeliveryStatus.Pending);
        Assert.Equal((DeliveryStatus.Failed, DeliveryReason.AttemptsExhausted), (dead.Status, dead.Reason));
        Assert.Equal(seconds.Length + 1, dead.AttemptCount);
        Assert.All(dead.Attempts, attempt => Assert.Equal(500, attempt.StatusCode));
        var sent = publisher.Received.Skip(1).ToList();
        Assert.Equal(Enumerable.Range(1, seconds.Length + 1), sent.Select(notification => notification.Attempt));
        Assert.Single(sent.Select(notification => notification.Message.MessageId).Distinct());
        Assert.Single(sent.Select(notification => notification.Body.GetProperty("first_sent_at").GetString()).Distinct());
    }

    [Fact]
    public async Task Deliver_EndpointFailsOnce_KeepsTheOrder()
    {
        var (app, publisher) = await Publisher.InstallAsync(cluster);
        cluster.Receivers.Answer(app.Id, (_, number) => Task.FromResult(number == 2 ? Receivers.Status(503) : Receivers.Ok));
        await publisher.PublishAsync("""{"id":"1"}""");
        await publisher.NewestAsync(newest => newest.AttemptCount == 1);
        await publisher.PublishAsync("""{"id":"2"}""");
        await publisher.PublishAsync("""{"id":"3"}""");

        cluster.Clock.Advance(TimeSpan.FromSeconds(7));

        await publisher.NewestAsync(newest => newest.Status == DeliveryStatus.Delivered);
        Assert.Equal(["1", "1", "2", "3"], publisher.Received.Skip(1).Select(notification => notification.Item.GetProperty("id").GetString()!));
    }

    [Theory]
    [InlineData(3600, 3600)]
    [InlineData(86400, 7200)]
    [InlineData(1, 4)]
    public async Task Deliver_EndpointAsksForTime_GetsItWithinBounds(int asked, int atLeast)
    {
        var (app, publisher) = await Publisher.InstallAsync(cluster);
        cluster.Receivers.Answer(app.Id, (_, _) => Task.FromResult(Receivers.Status(429, cluster.Clock.GetUtcNow().AddSeconds(asked))));
        await publisher.PublishAsync();

        var failed = await publisher.NewestAsync(newest => newest.AttemptCount == 1);

        Assert.InRange((failed.NextAttemptAt!.Value - cluster.Clock.GetUtcNow()).TotalSeconds, atLeast, Math.Max(6, atLeast));
    }

    [Fact]
    public async Task Deliver_EndpointIsGone_StopsAllUntilItIsSetAgain()
    {
        var (app, publisher) = await Publisher.InstallAsync(cluster);
        cluster.Receivers.Answer(app.Id, Receivers.Status(410));
        await publisher.PublishAsync();

        var failed = await publisher.NewestAsync(newest => newest.Status == DeliveryStatus.Failed);
        Assert.Equal(DeliveryReason.EndpointGone, failed.Reason);
        Assert.Equal(0, (await publisher.PublishAsync()).Deliveries);
        Assert.NotNull((await app.App.GetAsync(null))!.Webhook!.GoneAt);
        Assert.Equal(AppAction.WebhookDisabled, (await app.App.GetVersionsAsync(null, null, 10))!.Items[0].Action);

        await app.App.SetWebhookAsync(new(Publisher.Url, [TestApp.CompanyCreated]), TestApp.By());
        Assert.Null((await app.App.GetAsync(null))!.Webhook!.GoneAt);
        Assert.Equal(1, (await publisher.PublishAsync()).Deliveries);
    }

    [Theory]
    [InlineData(Publisher.Url, true)]
    [InlineData("https://receiver.example/moved", false)]
    public async Task Deliver_EndpointIsGone_IsBackWhenTheAppIsSavedWithAnother(string url, bool isGone)
    {
        var (app, publisher) = await Publisher.InstallAsync(cluster);
        cluster.Receivers.Answer(app.Id, Receivers.Status(410));
        await publisher.PublishAsync();
        await Until.TrueAsync(async () => (await app.App.GetAsync(null))!.Webhook!.GoneAt is not null);

        var saved = app.Definition(TestApp.ReadOne) with { Name = "Renamed", Webhook = new(url, [TestApp.CompanyCreated]) };
        Assert.IsType<AppResult.Accepted>(await app.App.PutAsync(saved, TestApp.By()));

        Assert.Equal(isGone, (await app.App.GetAsync(null))!.Webhook!.GoneAt is not null);
    }

    [Fact]
    public async Task Deliver_EndpointIsSpared_WaitsWithoutCountingAnAttempt()
    {
        var (app, publisher) = await Publisher.InstallAsync(cluster);
        var isSpared = true;
        cluster.Receivers.Answer(app.Id, (_, _) => Task.FromResult(Volatile.Read(ref isSpared)
            ? new() { WasSent = false, RetryAt = cluster.Clock.GetUtcNow().AddMinutes(15) }
            : Receivers.Ok));
        await publisher.PublishAsync();
        Assert.Equal(0, (await publisher.NewestAsync(newest => newest.Topic == TestApp.CompanyCreated)).AttemptCount);

        Volatile.Write(ref isSpared, false);
        cluster.Clock.Advance(TimeSpan.FromMinutes(15));
        await publisher.WakeAsync();

        Assert.Equal(1, (await publisher.NewestAsync(newest => newest.Status == DeliveryStatus.Delivered)).AttemptCount);
    }

    [Fact]
    public async Task Deliver_TooManyWait_GivesTheOldestUpAndShowsThem()
    {
        const int Limit = 3;
        var (app, publisher) = await Publisher.InstallAsync(cluster);
        cluster.GetService<IOptions<DeliveryOptions>>().Value.MaxPending = Limit;
        cluster.Receivers.Answer(app.Id, Receivers.Status(500));
        for (var number = 1; number <= 2 * Limit; number++)
        {
            await publisher.PublishAsync($$"""{"id":"{{number}}"}""");
        }

        await Until.TrueAsync(async () => (await publisher.DeliveriesAsync(new(Status: DeliveryStatus.Pending))).Any(delivery => delivery.AttemptCount == 1));
        cluster.Clock.Advance(TimeSpan.FromSeconds(7));

        IReadOnlyList<Delivery> failed = [];
        await Until.TrueAsync(async () => (failed = await publisher.DeliveriesAsync(new(Status: DeliveryStatus.Failed))).Count == Limit);
        Assert.All(failed, delivery => Assert.Equal(DeliveryReason.QueueFull, delivery.Reason));
        var waiting = await publisher.DeliveriesAsync(new(Status: DeliveryStatus.Pending));
        Assert.Equal(Limit, waiting.Count);
        Assert.True(waiting.Min(delivery => delivery.Id.Sequence) > failed.Max(delivery => delivery.Id.Sequence));
    }

    [Fact]
    public async Task Deliver_TopicIsTakenAwayBeforeTheNextAttempt_IsCancelled()
    {
        var (app, publisher) = await Publisher.InstallAsync(cluster);
        cluster.Receivers.Answer(app.Id, (_, number) => Task.FromResult(number == 2 ? Receivers.Status(500) : Receivers.Ok));
        await publisher.PublishAsync();
        await publisher.NewestAsync(newest => newest.AttemptCount == 1);
        await app.Installation.UninstallAsync(TestApp.By());

        cluster.Clock.Advance(TimeSpan.FromSeconds(7));

        await Until.TrueAsync(() => Task.FromResult(publisher.Received[^1].Topic == "installation.uninstalled"));
        var cancelled = Assert.Single(await publisher.DeliveriesAsync(new(Topic: TestApp.CompanyCreated)));
        Assert.Equal((DeliveryStatus.Cancelled, DeliveryReason.TopicInactive), (cancelled.Status, cancelled.Reason));
        Assert.Single(publisher.Received, notification => notification.Topic == "company.created");
    }

    [Fact]
    public async Task Deliver_QueueIsLost_IsTakenUpByTheNextActivation()
    {
        var (app, publisher) = await Publisher.InstallAsync(cluster);
        cluster.Receivers.Answer(app.Id, (_, number) => Task.FromResult(number == 2 ? Receivers.Status(500) : Receivers.Ok));
        await publisher.PublishAsync();
        await publisher.NewestAsync(newest => newest.AttemptCount == 1);
        await cluster.DeactivateAsync(cluster.Grains.GetDeliveryQueue(app.Key));

        cluster.Clock.Advance(TimeSpan.FromSeconds(30));
        var due = await cluster.GetService<IDeliveryStore>().ReadDueAsync(cluster.Clock.GetUtcNow(), 10);
        Assert.Equal([app.Key], due);
        await publisher.WakeAsync();

        await publisher.NewestAsync(newest => newest.Status == DeliveryStatus.Delivered);
        await Until.TrueAsync(async () => (await cluster.GetService<IDeliveryStore>().ReadDueAsync(DateTimeOffset.MaxValue, 10)).IsEmpty);
    }

    [Fact]
    public async Task Deliver_EventComesDuringTheLastAttempt_FollowsAndTheQueueIsClosed()
    {
        var (app, publisher) = await Publisher.InstallAsync(cluster);
        cluster.Receivers.Answer(app.Id, async (_, number) =>
        {
            if (number == 2)
            {
                await publisher.PublishAsync("""{"id":"2"}""");
            }

            return Receivers.Ok;
        });

        await publisher.PublishAsync("""{"id":"1"}""");

        await Until.TrueAsync(() => Task.FromResult(publisher.Received.Count == 3));
        Assert.Equal(["1", "2"], publisher.Received.Skip(1).Select(notification => notification.Item.GetProperty("id").GetString()!));
        await Until.TrueAsync(async () => (await cluster.GetService<IDeliveryStore>().ReadDueAsync(DateTimeOffset.MaxValue, 10)).IsEmpty);
    }

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    public async Task Deliver_AboutAPageIsTakenUp_DeliversAllAndClosesTheQueue(int count)
    {
        var (app, publisher) = await Publisher.InstallAsync(cluster);
        cluster.Receivers.Answer(app.Id, (_, number) => Task.FromResult(number == 2 ? Receivers.Status(503) : Receivers.Ok));
        await publisher.PublishAsync("""{"id":1}""");
        await publisher.NewestAsync(newest => newest.AttemptCount == 1);
        for (var number = 2; number <= count; number++)
        {
            await publisher.PublishAsync($$"""{"id":{{number}}}""");
        }

        await cluster.DeactivateAsync(cluster.Grains.GetDeliveryQueue(app.Key));
        cluster.Clock.Advance(TimeSpan.FromSeconds(7));
        await publisher.WakeAsync();

        await publisher.NewestAsync(newest => newest.Status == DeliveryStatus.Delivered);
        Assert.Equal(Enumerable.Range(1, count), publisher.Received.Skip(2).Select(notification => notification.Item.GetProperty("id").GetInt32()));
        await Until.TrueAsync(async () => (await cluster.GetService<IDeliveryStore>().ReadDueAsync(DateTimeOffset.MaxValue, 10)).IsEmpty);
    }

    [Fact]
    public async Task Replay_OfAFailedOne_IsSentAgainUnderTheSameMessageId()
    {
        var (app, publisher) = await Publisher.InstallAsync(cluster, RetryProfile.SingleRetry);
        cluster.Receivers.Answer(app.Id, (_, number) => Task.FromResult(number is 2 or 3 ? Receivers.Status(500) : Receivers.Ok));
        await publisher.PublishAsync("""{"id":"again"}""");
        await publisher.NewestAsync(newest => newest.AttemptCount == 1);
        cluster.Clock.Advance(TimeSpan.FromSeconds(72));
        await publisher.WakeAsync();
        var failed = await publisher.NewestAsync(newest => newest.Status == DeliveryStatus.Failed);
        var list = cluster.Grains.GetDeliveryList();

        var replayed = Assert.IsType<ReplayResult.Accepted>(await list.ReplayAsync(app.Id, app.Developer, failed.Id)).Delivery;

        var delivered = await publisher.NewestAsync(newest => newest.Status == DeliveryStatus.Delivered);
        Assert.Equal(replayed.Id, delivered.Id);
        Assert.Equal(failed.Id, delivered.ReplayOf);
        Assert.Equal(failed.CreatedAt, delivered.CreatedAt);
        Assert.Equal(failed.CreatedAt.UtcDateTime, publisher.Received[^1].Body.GetProperty("created_at").GetDateTime());
        Assert.Equal(cluster.Clock.GetUtcNow(), replayed.NextAttemptAt);
        Assert.Equal(failed.MessageId, publisher.Received[^1].Message.MessageId);
        Assert.Equal("again", publisher.Received[^1].Item.GetProperty("id").GetString());
        await app.Installation.DisableTopicAsync(TestApp.CompanyCreated, TestApp.By());
        Assert.IsType<Refusal.Conflict>(Assert.IsType<ReplayResult.Refused>(await list.ReplayAsync(app.Id, app.Developer, failed.Id)).Reason);
        Assert.IsType<Refusal.NotFound>(Assert.IsType<ReplayResult.Refused>(await list.ReplayAsync(app.Id, DeveloperId.Parse("dev_other"), failed.Id)).Reason);
    }

    [Fact]
    public async Task Rotate_Secret_BothSignUntilTheOldOneExpires()
    {
        var (app, publisher) = await Publisher.InstallAsync(cluster);
        var first = Assert.Single(publisher.Received[0].Message.Secrets);

        Assert.IsType<AppResult.Accepted>(await app.App.RotateWebhookSecretAsync(TestApp.By()));

        await publisher.PublishAsync();
        await publisher.NewestAsync(newest => newest.Status == DeliveryStatus.Delivered);
        var during = publisher.Received[^1].Message.Secrets;
        Assert.Equal(2, during.Length);
        Assert.Equal(first, during[1]);
        var shown = await app.App.RevealWebhookSecretAsync(app.Developer);
        Assert.Equal(during[0].Replace("protected:", "whsec_", StringComparison.Ordinal), shown!.Text);
        Assert.Equal(cluster.Clock.GetUtcNow().AddHours(24), shown.PreviousExpiresAt);
        Assert.Null(await app.App.RevealWebhookSecretAsync(DeveloperId.Parse("dev_other")));

        cluster.Clock.Advance(TimeSpan.FromHours(24));
        await publisher.PublishAsync();
        await Until.TrueAsync(() => Task.FromResult(publisher.Received.Count == 3));
        Assert.Equal([during[0]], publisher.Received[^1].Message.Secrets);
    }

    [Fact]
    public async Task Reveal_SecretOfAnEarlierRotation_ShowsNothing()
    {
        var (app, _) = await Publisher.InstallAsync(cluster);
        var first = await RotateAsync(app);
        Assert.StartsWith("whsec_", (await app.App.RevealWebhookSecretMadeAtAsync(app.Developer, first))!.Text, StringComparison.Ordinal);
        Assert.Null(await app.App.RevealWebhookSecretMadeAtAsync(DeveloperId.Parse("dev_other"), first));
        cluster.Clock.Advance(TimeSpan.FromSeconds(1));

        var second = await RotateAsync(app);

        Assert.Null(await app.App.RevealWebhookSecretMadeAtAsync(app.Developer, first));
        Assert.NotNull(await app.App.RevealWebhookSecretMadeAtAsync(app.Developer, second));
    }

    [Fact]
    public async Task Deliver_EndpointIsSpared_ShowsUntilWhenAndGoesOnAfterAPing()
    {
        var (app, publisher) = await Publisher.InstallAsync(cluster);
        var until = cluster.Clock.GetUtcNow().AddMinutes(10);
        var isSpared = true;
        cluster.Receivers.See(cluster.SiloAddresses[0], app.Id, _ => isSpared ? new(until) : new());
        cluster.Receivers.Answer(app.Id, (message, _) =>
        {
            isSpared &= !message.MessageId.StartsWith("ping", StringComparison.Ordinal);
            return Task.FromResult(isSpared ? new() { WasSent = false, RetryAt = until } : Receivers.Ok);
        });
        await publisher.PublishAsync();

        var waiting = await publisher.NewestAsync(newest => newest.Status == DeliveryStatus.Pending);
        Assert.Equal(until, waiting.NextAttemptAt);
        var list = cluster.Grains.GetDeliveryList();
        Assert.Equal(until, (await list.FindAsync(app.Id, app.Developer, waiting.Id))!.Delivery.NextAttemptAt);

        Assert.IsType<PingResult.Sent>(await list.PingAsync(app.Id, app.Developer));

        await publisher.NewestAsync(newest => newest.Status == DeliveryStatus.Delivered);
    }

    private static async Task<DateTimeOffset> RotateAsync(TestApp app) =>
        Assert.IsType<AppResult.Accepted>(await app.App.RotateWebhookSecretAsync(TestApp.By())).App.UpdatedAt;
}
