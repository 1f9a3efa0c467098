using System.Collections.Immutable;
using System.ComponentModel;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>What a workspace had decided about an app at one revision.</summary>
internal sealed record InstallationSnapshotResponse(
    [property: Description("The status.")] InstallationStatus Status,
    [property: Description("Why it was suspended; null while it was not.")] SuspensionResponse? Suspension,
    [property: Description("The scopes that were granted.")] ImmutableArray<ScopeId> GrantedScopes,
    [property: Description("The topics that were switched off; every other subscribed topic was on.")] ImmutableArray<TopicId> DisabledTopics,
    [property: Description("The access tokens that were good, without themselves.")] ImmutableArray<AccessTokenNameResponse> Tokens)
{
    public static InstallationSnapshotResponse From(InstallationSnapshot snapshot) =>
        new(snapshot.Status, SuspensionResponse.From(snapshot.Suspension), snapshot.GrantedScopes, snapshot.DisabledTopics, [.. (snapshot.Tokens ?? []).Select(AccessTokenNameResponse.From)]);
}
