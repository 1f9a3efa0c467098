using System.Collections.Immutable;
using System.ComponentModel;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Where an app receives notifications, and of which topics.</summary>
[Example("""{ "url": "https://fin.example/hooks", "topics": ["company.created"] }""")]
internal sealed record WebhookBody
{
    [WebhookUrl]
    [Description("The endpoint, an absolute https URL.")]
    public required string Url { get; set; }

    [Items(Limits.ListItems)]
    [Description("The topics to subscribe to; those that are always subscribed need not be named.")]
    public ImmutableArray<TopicId> Topics { get; set; } = [];

    [OneOf("standard", "single_retry")]
    [Description("How often a notification is tried. standard: again after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h. single_retry: once again after a minute.")]
    public string RetryProfile { get; set; } = "standard";

    [Description("Whether a new endpoint has to answer a HEAD request with 2xx first. Left out, it is as the operator has set it (in production, it has to).")]
    public bool? Verify { get; set; }

    public WebhookDefinition ToDefinition() => new(
        Url,
        Topics,
        JsonNames.TryParse(RetryProfile, out RetryProfile profile) ? profile : throw new System.Diagnostics.UnreachableException());
}
