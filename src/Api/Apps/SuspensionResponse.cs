using System.ComponentModel;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Why, by whom and since when an app or an installation is suspended.</summary>
internal sealed record SuspensionResponse(
    [property: Description("The reason, for people.")] string Reason,
    [property: Description("Who suspended it.")] string By,
    [property: Description("Since when, UTC.")] DateTime At)
{
    public static SuspensionResponse? From(Suspension? suspension) =>
        suspension is null ? null : new(suspension.Reason, suspension.By, suspension.At.UtcDateTime);
}
