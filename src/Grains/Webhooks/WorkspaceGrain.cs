using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

[GrainType("workspace")]
internal sealed class WorkspaceGrain(IDeliveryStore store, EventRecipients recipients, ManifestCache cache, Catalog catalog, ISiloLease lease, TimeProvider clock)
    : Grain, IWorkspaceGrain, IEventLogGrain
{
    private static readonly TimeSpan IdsAreKeptFor = TimeSpan.FromHours(24);

    // A change that nobody has told of for so long was told of by an activation before: the index row of one that was not
    // stays marked, and is repaired within minutes.
    private static readonly TimeSpan ChangesAreToldFor = TimeSpan.FromDays(7);

    // Long enough for a form that is sent twice.
    private static readonly TimeSpan RepeatsAreKeptFor = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, Task<PublishResult>> underWay = new(StringComparer.Ordinal);

    // For each event whose recipients are being found: the apps whose installation here has changed meanwhile.
    private readonly HashSet<HashSet<AppId>> finding = [];
    private readonly Dictionary<(DeliveryId Of, AppId App, string Key), (Task<Delivery> Replay, DateTimeOffset At)> repeats = [];
    private readonly HeldManifests manifests = new(cache);
    private WorkspaceId workspace;
    private EventLog log = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        workspace = WorkspaceId.Parse(this.GetPrimaryKeyString());
        log = new(workspace, store, lease, clock);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        manifests.Release();
        return Task.CompletedTask;
    }

    public async Task<PublishResult> PublishAsync(PublishRequest request)
    {
        if (catalog.RefuseUnknown([request.Topic]) is { } unknown)
        {
            return new PublishResult.Refused(unknown);
        }

        if (request.EventId is not { } id)
        {
            return await AcceptAsync(request, null);
        }

        // One after the other, so that the second finds what the first has stored.
        while (underWay.TryGetValue(id, out var other))
        {
            await ((Task)other).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        var accepting = AcceptOnceAsync(request, id);
        underWay[id] = accepting;
        try
        {
            return await accepting;
        }
        finally
        {
            underWay.Remove(id);
        }
    }

    public async Task TellAsync(AppId app, InstallationChange change)
    {
        foreach (var changed in finding)
        {
            changed.Add(app);
        }

        var now = clock.GetUtcNow();
        if (LifeCycleTopics.Of(change) is not { } topic || now - change.At > ChangesAreToldFor)
        {
            return;
        }

        // No publisher can give such an id.
        var id = $"installation/{app}/{change.Revision}";
        if (await store.FindEventAsync(workspace, id) is not null)
        {
            return;
        }

        var item = JsonSerializer.SerializeToUtf8Bytes(LifeCycleItem.Of(workspace, change), NotificationJson.Default.LifeCycleItem);
        await AppendAsync(new()
        {
            Id = default,
            EventId = id,
            Fingerprint = "",
            IdExpiresAt = change.At + ChangesAreToldFor + IdsAreKeptFor,
            Topic = topic,
            CreatedAt = now,
            Item = item,
            Recipients = [app],
        });
    }

    public async Task<Delivery> RepeatAsync(Delivery delivery, string item)
    {
        var repeated = await AppendAsync(new()
        {
            Id = default,
            EventId = delivery.EventId,
            Fingerprint = "",
            Topic = delivery.Topic,
            CreatedAt = delivery.CreatedAt,
            DueAt = clock.GetUtcNow(),
            Item = Encoding.UTF8.GetBytes(item),
            Recipients = [delivery.App],
            Replay = new(delivery.Id, delivery.MessageId),
        });
        return repeated.DeliveryTo(delivery.App);
    }

    public Task<Delivery> RepeatOnceAsync(Delivery delivery, string item, string key)
    {
        var now = clock.GetUtcNow();
        foreach (var past in repeats.Where(repeat => now - repeat.Value.At > RepeatsAreKeptFor || repeat.Value.Replay.IsFaulted).ToArray())
        {
            repeats.Remove(past.Key);
        }

        var name = (delivery.Id, delivery.App, key);
        if (!repeats.TryGetValue(name, out var known))
        {
            repeats[name] = known = (RepeatAsync(delivery, item), now);
        }

        return known.Replay;
    }

    private async Task<PublishResult> AcceptOnceAsync(PublishRequest request, string id)
    {
        var earlier = await store.FindEventAsync(workspace, id);
        if (earlier is null || earlier.ExpiresAt <= clock.GetUtcNow())
        {
            return await AcceptAsync(request, id);
        }

        return earlier.Fingerprint == EventItem.FingerprintOf(request)
            ? new PublishResult.Accepted(id, earlier.Deliveries)
            : new PublishResult.Refused(new Refusal.Conflict($"The event id {id} was used in the last 24 hours for another event. Give each event an id of its own, and a repeated one the same content."));
    }

    private async Task<PublishResult> AcceptAsync(PublishRequest request, string? id)
    {
        var now = clock.GetUtcNow();
        var changed = new HashSet<AppId>();
        finding.Add(changed);
        try
        {
            var found = await recipients.OfAsync(workspace, request.Topic, manifests);
            ImmutableArray<AppId> apps;
            while (!TryDecide(found, changed, request.Topic, out apps))
            {
                found = await LookAgainAsync(found, changed, request.Topic);
            }

            // Nothing is awaited in between: a change that is acknowledged later comes after the event.
            return await AcceptForAsync(request, id, apps, now);
        }
        finally
        {
            finding.Remove(changed);
        }
    }

    // What was found took a while. False where an installation has changed meanwhile, or where an app has to be asked whether it has.
    private bool TryDecide(ImmutableArray<Recipient> found, HashSet<AppId> changed, TopicId topic, out ImmutableArray<AppId> apps)
    {
        apps = [];
        var decided = ImmutableArray.CreateBuilder<AppId>(found.Length);
        foreach (var recipient in found)
        {
            if (changed.Contains(recipient.App) || !manifests.TryGet(recipient.App, out var manifest))
            {
                return false;
            }

            if (recipients.IsMet(recipient, topic, manifest))
            {
                decided.Add(recipient.App);
            }
        }

        apps = decided.DrainToImmutable();
        return true;
    }

    private async Task<ImmutableArray<Recipient>> LookAgainAsync(ImmutableArray<Recipient> found, HashSet<AppId> changed, TopicId topic)
    {
        var again = found.Where(recipient => changed.Remove(recipient.App)).ToArray();
        var answers = await Task.WhenAll(again.Select(recipient => recipients.AskAsync(new(workspace, recipient.App), topic).AsTask()));
        foreach (var (before, after) in again.Zip(answers))
        {
            found = after is null ? found.Remove(before) : found.Replace(before, after);
        }

        await Task.WhenAll(found.Select(recipient => manifests.GetAsync(recipient.App).AsTask()));
        return found;
    }

    private async Task<PublishResult> AcceptForAsync(PublishRequest request, string? id, ImmutableArray<AppId> apps, DateTimeOffset now)
    {
        var eventId = id ?? Guid.CreateVersion7(now).ToString("N");
        if (apps.IsEmpty && id is null)
        {
            // Nothing has to be remembered.
            lease.Demand();
            return new PublishResult.Accepted(eventId, 0);
        }

        await AppendAsync(new()
        {
            Id = default,
            EventId = eventId,
            Fingerprint = EventItem.FingerprintOf(request),
            IdExpiresAt = id is null ? null : now + IdsAreKeptFor,
            Topic = request.Topic,
            CreatedAt = now,
            Item = EventItem.Of(request, catalog),
            Recipients = apps,
        });
        return new PublishResult.Accepted(eventId, apps.Length);
    }

    private async Task<StoredEvent> AppendAsync(StoredEvent draft)
    {
        var stored = await log.AppendAsync(draft);
        foreach (var app in stored.Recipients)
        {
            GrainFactory.GetDeliveryQueue(new(workspace, app)).WakeAsync(1).Ignore();
        }

        return stored;
    }
}
