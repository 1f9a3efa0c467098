using System.Collections.Immutable;
using System.ComponentModel;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>How an app's endpoint and its topics stand.</summary>
[Example("""
    {
      "url": "https://fin.example/hooks", "retryProfile": "standard", "goneAt": null,
      "endpoint": { "state": "healthy", "pausedUntil": null },
      "secretCreatedAt": "2026-11-23T10:15:30Z", "previousSecretExpiresAt": null,
      "topics": [{ "id": "company.created", "active": 40, "disabled": 1, "missingScope": 2, "suspended": 0 }],
      "isAppSuspended": false, "installations": 43, "isComplete": true
    }
    """)]
internal sealed record WebhookResponse(
    [property: Description("The endpoint.")] string Url,
    [property: Description("How often a notification is tried.")] RetryProfile RetryProfile,
    [property: Description("Since when nothing is sent, because the endpoint answered 410; null while it takes notifications.")] DateTime? GoneAt,
    [property: Description("How the endpoint is.")] EndpointResponse Endpoint,
    [property: Description("When the current secret was made.")] DateTime? SecretCreatedAt,
    [property: Description("When the secret before it stops signing; null where there is none.")] DateTime? PreviousSecretExpiresAt,
    [property: Description("The topics of the live version: in how many workspaces each fires, and why not in the others.")] ImmutableArray<TopicReachResponse> Topics,
    [property: Description("Whether the app itself is suspended: then no topic fires in any workspace.")] bool IsAppSuspended,
    [property: Description("How many installations were counted.")] long Installations,
    [property: Description("Whether these were all: the count ends at 10,000.")] bool IsComplete)
{
    public static WebhookResponse From(WebhookReport report) => new(
        report.Webhook.Url,
        report.Webhook.Profile,
        report.Webhook.GoneAt?.UtcDateTime,
        new(report.Endpoint.State, report.Endpoint.PausedUntil?.UtcDateTime),
        report.SecretCreatedAt?.UtcDateTime,
        report.PreviousSecretExpiresAt?.UtcDateTime,
        [.. report.Topics.Select(topic => new TopicReachResponse(topic.Id, topic.Active, topic.Disabled, topic.MissingScope, topic.Suspended))],
        report.IsAppSuspended,
        report.Installations,
        report.IsComplete);
}
