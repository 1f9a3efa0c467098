using System.Collections.Immutable;
using System.ComponentModel;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Where an app receives notifications, and of which topics.</summary>
internal sealed record AppWebhookResponse(
    [property: Description("The endpoint.")] string Url,
    [property: Description("The subscribed topics.")] ImmutableArray<AppTopicResponse> Topics,
    [property: Description("How often a notification is tried.")] RetryProfile RetryProfile,
    [property: Description("Since when nothing is sent, because the endpoint answered 410; null while it takes notifications. Set the webhook again to go on.")] DateTime? GoneAt)
{
    public static AppWebhookResponse? From(AppWebhook? webhook) =>
        webhook is null ? null : new(webhook.Url, [.. webhook.Topics.Select(AppTopicResponse.From)], webhook.Profile, webhook.GoneAt?.UtcDateTime);
}
