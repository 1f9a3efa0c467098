using System.ComponentModel;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>How many deliveries a replay has left out for the same reason.</summary>
internal sealed record ReplaySkipResponse(
    [property: Description("Why: the installation no longer has the topic; the app has no endpoint that takes notifications; it repeats a delivery that the same replay sends again; it was deleted meanwhile, after the time that deliveries are kept for.")] ReplaySkipReason Reason,
    [property: Description("How many.")] long Count);
