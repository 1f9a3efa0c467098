using System.Collections.Immutable;
using System.ComponentModel;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>One entry of an installation's history.</summary>
internal sealed record ChangeResponse(
    [property: Description("The revision that the change led to.")] long Revision,
    [property: Description("When, UTC.")] DateTime At,
    [property: Description("Who.")] string Actor,
    [property: Description("What was done.")] InstallationAction Action,
    [property: Description("The request that caused it: the id of its trace.")] string RequestId,
    [property: Description("What was before; null for the very first change.")] InstallationSnapshotResponse? Before,
    [property: Description("What is after.")] InstallationSnapshotResponse After)
{
    public static ChangeResponse From(InstallationChange change) => new(
        change.Revision,
        change.At.UtcDateTime,
        change.Actor,
        change.Action,
        change.RequestId,
        change.Before is { } before ? InstallationSnapshotResponse.From(before) : null,
        InstallationSnapshotResponse.From(change.After));
}
