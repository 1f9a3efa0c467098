using System.ComponentModel;

namespace Registry.Api;

/// <summary>An event that was accepted.</summary>
[Example("""
    { "id": "evt_7f3a", "deliveries": 2 }
    """)]
internal sealed record EventResponse(
    [property: Description("The id that was given, or one that the registry made.")] string Id,
    [property: Description("How many apps get it.")] long Deliveries);
