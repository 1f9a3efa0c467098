using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>Publishes events to the workspace of an app, and waits for what comes of them.</summary>
internal sealed class Publisher(RegistryCluster cluster, TestApp app)
{
    public const string Url = "https://receiver.example/hooks";

    private IWorkspaceGrain Workspace => cluster.Grains.GetWorkspace(app.Workspace);

    public IReadOnlyList<Notification> Received => cluster.Receivers.Of(app.Id);

    /// <summary>An app with an endpoint, that is installed with what <c>company.created</c> needs, and has been told so.</summary>
    public static async Task<(TestApp App, Publisher Publisher)> InstallAsync(RegistryCluster cluster, RetryProfile profile = RetryProfile.Standard)
    {
        var app = new TestApp(cluster);
        var definition = app.Definition(TestApp.ReadOne) with { Webhook = new(Url, [TestApp.CompanyCreated, CompanyDeleted], profile) };
        Assert.IsType<AppResult.Accepted>(await app.App.PutAsync(definition, TestApp.By()));
        TestApp.Accepted(await app.Installation.InstallAsync(new(), TestApp.By()));
        var publisher = new Publisher(cluster, app);
        await Until.TrueAsync(() => Task.FromResult(publisher.Received.Count == 1));
        return (app, publisher);
    }

    public static readonly TopicId CompanyDeleted = TopicId.Parse("company.deleted");

    public Task<PublishResult> TryAsync(string item = """{"type":"company","id":"c1"}""", TopicId? topic = null, string? id = null) =>
        Workspace.PublishAsync(new(topic ?? TestApp.CompanyCreated, item, id));

    public async Task<PublishResult.Accepted> PublishAsync(string item = """{"type":"company","id":"c1"}""", TopicId? topic = null, string? id = null) =>
        Assert.IsType<PublishResult.Accepted>(await TryAsync(item, topic, id));

    public async Task<IReadOnlyList<Delivery>> DeliveriesAsync(DeliveryFilter? filter = null) =>
        (await cluster.Grains.GetDeliveryList().ListAsync(app.Id, app.Developer, filter ?? new(), null, 200))!.Items;

    /// <summary>The newest delivery, when it is as wanted.</summary>
    public async Task<Delivery> NewestAsync(Func<Delivery, bool> isAsWanted)
    {
        Delivery? newest = null;
        await Until.TrueAsync(async () => (newest = await DeliveriesAsync() is [var first, ..] ? first : null) is not null && isAsWanted(newest));
        return newest!;
    }

    /// <summary>What the sweeper does.</summary>
    public Task WakeAsync() => cluster.Grains.GetDeliveryQueue(app.Key).WakeAsync(0);
}
