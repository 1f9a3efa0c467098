using System.ComponentModel;
using System.Text.Json;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Something that happened in a workspace.</summary>
[Example("""{ "id": "evt_7f3a", "topic": "company.created", "data": { "type": "company", "id": "6762f0dd1bb69f9f2193bb83", "name": "Fin" } }""")]
internal sealed record EventBody
{
    [Text(Limits.EventId)]
    [Description("Stays the same when the event is published again: within 24 hours it is accepted once. Left out, each call is an event of its own.")]
    public string? Id { get; set; }

    [Description("What kind of thing happened.")]
    public required TopicId Topic { get; set; }

    [Description("What happened, as the apps get it (`data.item`). Of topics that end in `.deleted` only `type`, `id` and what the catalog names goes out.")]
    public required JsonElement Data { get; set; }

    public PublishRequest ToRequest() => new(Topic, Data.GetRawText(), Id);
}
