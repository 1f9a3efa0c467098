using System.ComponentModel;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>How an app's endpoint is.</summary>
[Example("""{ "state": "paused", "pausedUntil": "2026-11-23T10:30:30Z" }""")]
internal sealed record EndpointResponse(
    [property: Description("healthy: it gets what there is for it. paused: it has failed too often and is spared for a while. gone: it answered 410 and gets nothing until it is set again.")] EndpointState State,
    [property: Description("Until when nothing is sent; in the past where no attempt has shown yet whether it is back. null unless the state is paused.")] DateTime? PausedUntil);
