using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Makes attempts, and says what becomes of the delivery.</summary>
internal sealed class DeliveryAttempts(
    IWebhookSender sender,
    EventRecipients recipients,
    IGrainFactory grains,
    TimeProvider clock)
{
    // What goes out sooner than that was decided on when the event was accepted.
    private static readonly TimeSpan DecisionHolds = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(1);

    private static readonly ChangeContext Registry = new("registry", "webhook-delivery");

    /// <param name="stored">What to send.</param>
    /// <param name="manifests">Where the manifest of its app comes from.</param>
    /// <returns>The delivery as it is to be stored, the same where nothing was tried; and when to go on with it, null where it is over.</returns>
    public async Task<(Delivery After, DateTimeOffset? RetryAt)> AttemptAsync(StoredDelivery stored, HeldManifests manifests)
    {
        var delivery = stored.Delivery;
        var begun = clock.GetUtcNow();
        var endpoint = (await manifests.GetAsync(delivery.App))?.Endpoint;
        if (endpoint is null || !Uri.TryCreate(endpoint.Url, UriKind.Absolute, out var url))
        {
            return (RetryRules.GivenUp(delivery, DeliveryReason.NoEndpoint, begun), null);
        }

        if (endpoint.GoneAt is not null)
        {
            return (RetryRules.GivenUp(delivery, DeliveryReason.EndpointGone, begun), null);
        }

        if (!await IsStillWantedAsync(delivery, begun))
        {
            return (RetryRules.GivenUp(delivery, DeliveryReason.TopicInactive, begun), null);
        }

        var attempt = delivery.AttemptCount + 1;
        var answer = await sender.SendAsync(
            new()
            {
                App = delivery.App,
                Url = url,
                MessageId = delivery.MessageId,
                Body = NotificationBody.Of(delivery, stored.Item, attempt, delivery.FirstSentAt ?? begun),
                Secrets = SecretsOf(endpoint, begun),
            },
            CancellationToken.None);
        var ended = clock.GetUtcNow();
        if (!answer.WasSent)
        {
            return (delivery, answer.RetryAt ?? ended + Breath);
        }

        if (RetryRules.IsGone(answer))
        {
            await grains.GetApp(delivery.App).DisableWebhookAsync(endpoint.Url, Registry);
        }

        var after = RetryRules.After(delivery, endpoint.Profile, answer, begun, ended, Random.Shared.NextDouble());
        return (after, after.NextAttemptAt);
    }

    /// <summary>What to sign with now.</summary>
    public static ImmutableArray<string> SecretsOf(WebhookEndpoint endpoint, DateTimeOffset now) =>
        [.. endpoint.Secrets.Where(secret => secret.ExpiresAt is not { } end || end > now).Select(secret => secret.Protected)];

    // What was taken away meanwhile must not go out hours later.
    private async ValueTask<bool> IsStillWantedAsync(Delivery delivery, DateTimeOffset now) =>
        LifeCycleTopics.Contain(delivery.Topic)
        || (delivery.AttemptCount == 0 && delivery.ReplayOf is null && now - delivery.CreatedAt < DecisionHolds)
        || await recipients.HasTopicAsync(new(delivery.Id.Workspace, delivery.App), delivery.Topic);
}
