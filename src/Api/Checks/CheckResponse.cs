using System.ComponentModel;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>The answer to a check. A denied check is an answer, not an error.</summary>
[Example("""{ "allowed": true, "reason": "granted", "revision": 7 }""")]
internal sealed record CheckResponse(
    [property: Description("Whether the app may.")] bool Allowed,
    [property: Description("Why.")] CheckReason Reason,
    [property: Description("The revision of the installation that this was decided on; 0 where the app was never installed.")] long Revision)
{
    public static CheckResponse From(ScopeDecision decision) => new(decision.Allowed, decision.Reason, decision.Revision);
}
