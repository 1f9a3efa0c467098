using System.Text.Json;
using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>Who gets an event, and what.</summary>
public sealed class PublishTests(RegistryCluster cluster)
{
    [Fact]
    public async Task Publish_TopicIsActive_IsDeliveredOnceWithTheWholeNotification()
    {
        var (app, publisher) = await Publisher.InstallAsync(cluster);

        var accepted = await publisher.PublishAsync("""{"type":"company","id":"c1","name":"Zoë & Co"}""");

        Assert.Equal(1, accepted.Deliveries);
        var delivery = await publisher.NewestAsync(newest => newest.Topic == TestApp.CompanyCreated && newest.Status == DeliveryStatus.Delivered);
        var notification = publisher.Received[^1];
        Assert.Equal(2, publisher.Received.Count);
        Assert.Equal(delivery.Id.ToString(), notification.Message.MessageId);
        Assert.Equal(Publisher.Url, notification.Message.Url.ToString());
        Assert.Single(notification.Message.Secrets);
        Assert.Equal("notification_event", notification.Body.GetProperty("type").GetString());
        Assert.Equal(notification.Message.MessageId, notification.Body.GetProperty("id").GetString());
        Assert.Equal("company.created", notification.Topic);
        Assert.Equal(app.Id.Value, notification.Body.GetProperty("app_id").GetString());
        Assert.Equal(app.Workspace.Value, notification.Body.GetProperty("workspace_id").GetString());
        Assert.Equal(1, notification.Attempt);
        Assert.Equal(delivery.CreatedAt.UtcDateTime, notification.Body.GetProperty("created_at").GetDateTime());
        Assert.Equal(delivery.FirstSentAt!.Value.UtcDateTime, notification.Body.GetProperty("first_sent_at").GetDateTime());
        Assert.Equal("Zoë & Co", notification.Item.GetProperty("name").GetString());
    }

    [Fact]
    public async Task Publish_UnknownTopic_IsRefused()
    {
        var (_, publisher) = await Publisher.InstallAsync(cluster);

        var refused = Assert.IsType<PublishResult.Refused>(await publisher.TryAsync(topic: TopicId.Parse("no.such_topic")));

        Assert.IsType<Refusal.UnknownTopics>(refused.Reason);
    }

    [Fact]
    public async Task Publish_NobodyHasTheTopic_IsAcceptedWithoutDeliveries()
    {
        var (_, publisher) = await Publisher.InstallAsync(cluster);

        Assert.Equal(0, (await publisher.PublishAsync(topic: TopicId.Parse("admin.added_to_workspace"))).Deliveries);
    }

    [Fact]
    public async Task Publish_DeletedTopic_SendsIdentifyingFieldsOnly()
    {
        var (_, publisher) = await Publisher.InstallAsync(cluster);

        await publisher.PublishAsync("""{"type":"company","id":"c1","name":"Fin","secret":{"a":1}}""", Publisher.CompanyDeleted);

        await publisher.NewestAsync(newest => newest.Topic == Publisher.CompanyDeleted && newest.Status == DeliveryStatus.Delivered);
        Assert.Equal("""{"type":"company","id":"c1"}""", publisher.Received[^1].Item.GetRawText());
    }

    [Fact]
    public async Task Publish_SameIdAndContentAgain_IsAcceptedOnce()
    {
        var (_, publisher) = await Publisher.InstallAsync(cluster);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => publisher.PublishAsync(id: "evt-1")));

        Assert.All(answers, answer => Assert.Equal(new("evt-1", 1), answer));
        Assert.Equal(2, (await publisher.DeliveriesAsync()).Count);
    }

    [Fact]
    public async Task Publish_SameIdOtherContent_IsAConflict()
    {
        var (_, publisher) = await Publisher.InstallAsync(cluster);
        await publisher.PublishAsync(id: "evt-1");

        Assert.IsType<Refusal.Conflict>(Assert.IsType<PublishResult.Refused>(await publisher.TryAsync("""{"id":"c2"}""", id: "evt-1")).Reason);
        Assert.IsType<Refusal.Conflict>(Assert.IsType<PublishResult.Refused>(await publisher.TryAsync(topic: Publisher.CompanyDeleted, id: "evt-1")).Reason);
    }

    [Fact]
    public async Task Publish_ManyAtOnce_AllArriveInOneOrderThatEveryPublisherAgreesWith()
    {
        const int Publishers = 12;
        const int Each = 12;
        var (_, publisher) = await Publisher.InstallAsync(cluster);

        await Task.WhenAll(Enumerable.Range(0, Publishers).Select(async number =>
        {
            for (var turn = 0; turn < Each; turn++)
            {
                await publisher.PublishAsync($$"""{"publisher":{{number}},"turn":{{turn}}}""");
            }
        }));

        await publisher.NewestAsync(newest => newest.Status == DeliveryStatus.Delivered && publisher.Received.Count == 1 + (Publishers * Each));
        var received = publisher.Received.Skip(1).ToList();
        Assert.Equal((await publisher.DeliveriesAsync()).Reverse().Skip(1).Select(delivery => delivery.Id.ToString()), received.Select(each => each.Message.MessageId));
        Assert.All(
            received.GroupBy(each => each.Item.GetProperty("publisher").GetInt32()),
            own => Assert.Equal(Enumerable.Range(0, Each), own.Select(each => each.Item.GetProperty("turn").GetInt32())));
    }

    [Theory]
    [InlineData("revoke")]
    [InlineData("disable")]
    [InlineData("suspend")]
    [InlineData("suspend app")]
    [InlineData("uninstall")]
    [InlineData("drop scope")]
    public async Task Publish_AfterAChangeThatSilences_ReachesNobody(string change)
    {
        var (app, publisher) = await Publisher.InstallAsync(cluster);
        await publisher.PublishAsync();
        await publisher.NewestAsync(newest => newest.Topic == TestApp.CompanyCreated && newest.Status == DeliveryStatus.Delivered);

        await (change switch
        {
            "revoke" => (Task)app.Installation.RevokeScopeAsync(TestApp.ReadOne, TestApp.By()),
            "disable" => app.Installation.DisableTopicAsync(TestApp.CompanyCreated, TestApp.By()),
            "suspend" => app.Installation.SuspendAsync("Test", TestApp.By()),
            "suspend app" => app.App.SuspendAsync("Test", TestApp.By()),
            "drop scope" => app.App.SetScopesAsync([], TestApp.By()),
            _ => app.Installation.UninstallAsync(TestApp.By()),
        });

        Assert.Equal(0, (await publisher.PublishAsync()).Deliveries);
        Assert.Single(publisher.Received, notification => notification.Topic == "company.created");
    }

    [Fact]
    public async Task Change_OfAnInstallation_IsToldInOrderWithRevisions()
    {
        var (app, publisher) = await Publisher.InstallAsync(cluster);

        await app.Installation.RevokeScopeAsync(TestApp.ReadOne, TestApp.By("admin"));
        await app.Installation.DisableTopicAsync(TestApp.CompanyCreated, TestApp.By());
        await app.Installation.SuspendAsync("Looks odd", TestApp.By());
        await app.Installation.ResumeAsync(TestApp.By());
        await app.Installation.UninstallAsync(TestApp.By());
        await app.Installation.InstallAsync(new(), TestApp.By());

        await Until.TrueAsync(() => Task.FromResult(publisher.Received.Count == 6));
        Assert.Equal(
            ["installation.created", "installation.scopes_changed", "installation.suspended", "installation.resumed", "installation.uninstalled", "installation.created"],
            publisher.Received.Select(notification => notification.Topic));
        Assert.Equal([1, 2, 4, 5, 6, 7], publisher.Received.Select(notification => notification.Item.GetProperty("revision").GetInt32()));
        var revoked = publisher.Received[1].Item;
        Assert.Equal("admin", revoked.GetProperty("actor").GetString());
        Assert.Equal([TestApp.ReadOne.Value], revoked.GetProperty("scopes_before").EnumerateArray().Select(scope => scope.GetString()!));
        Assert.Empty(revoked.GetProperty("scopes_after").EnumerateArray());
        Assert.Equal("Looks odd", publisher.Received[2].Item.GetProperty("suspension_reason").GetString());
        Assert.False(publisher.Received[0].Item.TryGetProperty("scopes_before", out _));
        Assert.Equal(JsonValueKind.Array, publisher.Received[0].Item.GetProperty("scopes_after").ValueKind);
    }

    // The next change makes up for the last one, which nobody knows to be completed after an activation.
    [Fact]
    public async Task Change_AfterAnActivation_IsNotToldTwice()
    {
        var (app, publisher) = await Publisher.InstallAsync(cluster);
        await cluster.DeactivateAsync(app.Installation);

        await app.Installation.SuspendAsync("Test", TestApp.By());

        await Until.TrueAsync(() => Task.FromResult(publisher.Received.Count == 2));
        await publisher.PublishAsync(topic: TestApp.Ping);
        Assert.Equal(["installation.created", "installation.suspended"], publisher.Received.Select(notification => notification.Topic));
    }
}
