using System.Collections.Immutable;
using System.ComponentModel;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>An app at one manifest version.</summary>
internal sealed record AppSnapshotResponse(
    [property: Description("The name.")] string Name,
    [property: Description("Who could install it.")] AppVisibility Visibility,
    [property: Description("The workspaces that it could be installed in while private.")] ImmutableArray<WorkspaceId> Workspaces,
    [property: Description("Where it was in review.")] AppStatus Status,
    [property: Description("Why it was suspended; null while it was not.")] SuspensionResponse? Suspension,
    [property: Description("The capabilities that it used.")] ImmutableArray<CapabilityId> Capabilities,
    [property: Description("The scopes that it requested.")] ImmutableArray<RequestedScopeResponse> Scopes,
    [property: Description("The webhook endpoint; null for none.")] string? Url,
    [property: Description("The topics that it subscribed to.")] ImmutableArray<TopicId> Topics,
    [property: Description("Why it was rejected; else empty.")] ImmutableArray<string> Reasons,
    [property: Description("Where browsers could be sent with a code.")] ImmutableArray<string> RedirectUris,
    [property: Description("The client secrets that were good, without themselves.")] ImmutableArray<ClientSecretId> ClientSecrets)
{
    public static AppSnapshotResponse From(AppSnapshot snapshot) => new(
        snapshot.Name,
        snapshot.Visibility,
        snapshot.Workspaces,
        snapshot.Status,
        SuspensionResponse.From(snapshot.Suspension),
        snapshot.Capabilities,
        [.. snapshot.Scopes.Select(RequestedScopeResponse.From)],
        snapshot.Url,
        snapshot.Topics,
        snapshot.Reasons,
        snapshot.RedirectUris,
        snapshot.ClientSecrets);
}
