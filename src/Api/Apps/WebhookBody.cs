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

    public WebhookDefinition ToDefinition() => new(Url, Topics);
}
