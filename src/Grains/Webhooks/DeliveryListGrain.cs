using System.Text;
using Orleans.Concurrency;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

[GrainType("delivery-list"), StatelessWorker]
internal sealed class DeliveryListGrain(
    IDeliveryStore store,
    IWebhookSender sender,
    ManifestCache manifests,
    ReplayRules rules,
    WebhookReporter reporter,
    EndpointWatch watch,
    PauseView pauses,
    Catalog catalog,
    TimeProvider clock) : Grain, IDeliveryListGrain
{
    // Of the deliveries that wait when an endpoint is back; the queues of others find out by themselves.
    private const int MostWoken = 200;

    public async Task<Page<Delivery>?> ListAsync(AppId app, DeveloperId? developer, DeliveryFilter filter, DeliveryId? before, int limit)
    {
        if (await GrainFactory.GetApp(app).GetAsync(developer) is not { } visible)
        {
            return null;
        }

        var found = await store.ReadByAppAsync(app, filter, before, limit + 1);
        var items = found.Take(limit).ToArray();
        return new(await pauses.OfAsync(visible, [.. items]), found.Length > limit ? items[^1].Id.ToString() : null);
    }

    public async Task<DeliveryDetails?> FindAsync(AppId app, DeveloperId? developer, DeliveryId id)
    {
        if (await GrainFactory.GetApp(app).GetAsync(developer) is not { } visible || await store.FindAsync(app, id) is not { } stored)
        {
            return null;
        }

        var delivery = (await pauses.OfAsync(visible, [stored.Delivery]))[0];
        var attempt = delivery.Status == DeliveryStatus.Pending ? delivery.AttemptCount + 1 : Math.Max(1, delivery.AttemptCount);
        var body = NotificationBody.Of(delivery, stored.Item, attempt, delivery.FirstSentAt ?? delivery.CreatedAt);
        return new(delivery, Encoding.UTF8.GetString(body.Span));
    }

    public Task<ReplayResult> ReplayAsync(AppId app, DeveloperId? developer, DeliveryId id) => ReplayAsync(app, developer, id, null);

    public Task<ReplayResult> ReplayOnceAsync(AppId app, DeveloperId? developer, DeliveryId id, string key) => ReplayAsync(app, developer, id, key);

    public async Task<PingResult> PingAsync(AppId app, DeveloperId? developer)
    {
        if (!await IsVisibleAsync(app, developer))
        {
            return new PingResult.Refused(new Refusal.NotFound());
        }

        if ((await manifests.GetAsync(app))?.Endpoint is not { } endpoint)
        {
            return new PingResult.Refused(new Refusal.Conflict("The app has no webhook endpoint. Set one first."));
        }

        var begun = clock.GetUtcNow();
        var topic = catalog.AlwaysSubscribedTopics is [var first, ..] ? first : TopicId.Parse("ping");
        var messageId = $"ping-{Guid.CreateVersion7(begun):N}";
        var answer = await sender.PingAsync(
            new()
            {
                App = app,
                Url = new(endpoint.Url),
                MessageId = messageId,
                Body = NotificationBody.OfPing(messageId, topic, app, begun),
                Secrets = DeliveryAttempts.SecretsOf(endpoint, begun),
            },
            CancellationToken.None);
        if (answer.IsSuccess)
        {
            await ResumeAsync(app, endpoint.Url);
        }

        return new PingResult.Sent(RetryRules.ToAttempt(answer, begun));
    }

    public async Task<WebhookReport?> GetWebhookAsync(AppId app, DeveloperId? developer) =>
        await GrainFactory.GetApp(app).GetAsync(developer) is { } found ? await reporter.ReportAsync(found) : null;

    public async Task<DeliveryAttempt> ProbeAsync(string url)
    {
        var begun = clock.GetUtcNow();
        var answer = await sender.ProbeAsync(new(url), CancellationToken.None);

        // Nothing that was shown about the address must not pass for a sign of life.
        return answer.WasSent ? RetryRules.ToAttempt(answer, begun) : throw new RegistryUnavailableException(answer.Error!, mayHaveChanged: false);
    }

    private async Task<ReplayResult> ReplayAsync(AppId app, DeveloperId? developer, DeliveryId id, string? key)
    {
        if (await FindStoredAsync(app, developer, id) is not { } stored)
        {
            return new ReplayResult.Refused(new Refusal.NotFound());
        }

        if (await RefuseReplayAsync(stored.Delivery) is { } explanation)
        {
            return new ReplayResult.Refused(new Refusal.Conflict(explanation));
        }

        var log = GrainFactory.GetEventLog(id.Workspace);
        var item = Encoding.UTF8.GetString(stored.Item.Span);
        return new ReplayResult.Accepted(await (key is null ? log.RepeatAsync(stored.Delivery, item) : log.RepeatOnceAsync(stored.Delivery, item, key)));
    }

    private async Task<StoredDelivery?> FindStoredAsync(AppId app, DeveloperId? developer, DeliveryId id) =>
        await IsVisibleAsync(app, developer) ? await store.FindAsync(app, id) : null;

    // What waits would otherwise do so until the time that it was told when the pause began.
    private async Task ResumeAsync(AppId app, string url)
    {
        await watch.ResumeAsync(app, url);
        var waiting = await store.ReadByAppAsync(app, new(Status: DeliveryStatus.Pending), null, MostWoken);
        foreach (var workspace in waiting.Select(each => each.Id.Workspace).Distinct())
        {
            await GrainFactory.GetDeliveryQueue(new(workspace, app)).WakeAsync(0);
        }
    }

    private async Task<bool> IsVisibleAsync(AppId app, DeveloperId? developer) =>
        await GrainFactory.GetApp(app).GetAsync(developer) is not null;

    private async Task<string?> RefuseReplayAsync(Delivery delivery)
    {
        if (delivery.Status == DeliveryStatus.Pending)
        {
            return "The delivery is pending: it is sent anyway.";
        }

        return await rules.RefuseAsync(delivery, await manifests.GetAsync(delivery.App)) switch
        {
            null => null,
            ReplaySkipReason.TopicInactive => $"The topic {delivery.Topic} is not active in the workspace {delivery.Id.Workspace} any more.",
            _ => ReplayRules.NoEndpoint,
        };
    }
}
