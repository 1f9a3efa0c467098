using System.ComponentModel;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>One manifest version of an app.</summary>
internal sealed record AppVersionResponse(
    [property: Description("The manifest version, from 1.")] long ManifestVersion,
    [property: Description("When, UTC.")] DateTime At,
    [property: Description("Who.")] string Actor,
    [property: Description("What was done.")] AppAction Action,
    [property: Description("The request that caused it: the id of its trace.")] string RequestId,
    [property: Description("What was before; null for the first version.")] AppSnapshotResponse? Before,
    [property: Description("What is after.")] AppSnapshotResponse After)
{
    public static AppVersionResponse From(AppVersion version) => new(
        version.Version,
        version.At.UtcDateTime,
        version.Actor,
        version.Action,
        version.RequestId,
        version.Before is { } before ? AppSnapshotResponse.From(before) : null,
        AppSnapshotResponse.From(version.After));
}
