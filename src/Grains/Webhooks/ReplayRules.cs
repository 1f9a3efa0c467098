using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>What may be sent again.</summary>
internal sealed class ReplayRules(EventRecipients recipients)
{
    /// <summary>Why nothing can be sent again, for people.</summary>
    public const string NoEndpoint = "The app has no endpoint that takes notifications. Set the webhook first.";

    public static bool HasEndpoint(LiveManifest? manifest) => manifest?.Endpoint is { GoneAt: null };

    /// <summary>Why a delivery can't be sent again now; null where it can.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="manifest">The manifest of its app; null where there is none.</param>
    public async ValueTask<ReplaySkipReason?> RefuseAsync(Delivery delivery, LiveManifest? manifest)
    {
        if (!HasEndpoint(manifest))
        {
            return ReplaySkipReason.NoEndpoint;
        }

        return LifeCycleTopics.Contain(delivery.Topic) || await recipients.HasTopicAsync(new(delivery.Id.Workspace, delivery.App), delivery.Topic)
            ? null
            : ReplaySkipReason.TopicInactive;
    }
}
