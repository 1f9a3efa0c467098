using System.Collections.Immutable;
using System.ComponentModel;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>One app in one workspace.</summary>
[Example("""
    {
      "workspace": "ws_acme", "app": "fin-reports", "status": "installed", "suspension": null,
      "grantedScopes": ["read_conversations", "read_tags"], "effectiveScopes": ["read_conversations", "read_tags"], "pendingScopes": ["read_events"],
      "topics": [{ "id": "visitor.signed_up", "state": "missing_scope", "needsAnyOf": ["read_and_write_users"] }],
      "revision": 7, "manifestVersion": 3,
      "installedAt": "2026-11-23T15:08:15Z", "installedBy": "workspace_admin:ws_acme", "updatedAt": "2026-11-23T15:20:01Z"
    }
    """)]
internal sealed record InstallationResponse(
    [property: Description("The workspace.")] WorkspaceId Workspace,
    [property: Description("The app.")] AppId App,
    [property: Description("Where the installation is in its life.")] InstallationStatus Status,
    [property: Description("Why it is suspended; null while it is not.")] SuspensionResponse? Suspension,
    [property: Description("What the workspace has granted.")] ImmutableArray<ScopeId> GrantedScopes,
    [property: Description("What the app may do now: granted and requested by the live version; empty while the installation or the app is not active.")] ImmutableArray<ScopeId> EffectiveScopes,
    [property: Description("Requested and not granted: they wait for the consent of a workspace admin.")] ImmutableArray<ScopeId> PendingScopes,
    [property: Description("The topics that the app subscribes to.")] ImmutableArray<InstallationTopicResponse> Topics,
    [property: Description("Grows by one with every accepted change; never restarts.")] long Revision,
    [property: Description("The version of the app that this was worked out from.")] long ManifestVersion,
    [property: Description("When the app was last installed, UTC.")] DateTime InstalledAt,
    [property: Description("Who last installed it.")] string InstalledBy,
    [property: Description("When the installation was last changed, UTC.")] DateTime UpdatedAt)
{
    public static InstallationResponse From(Installation installation) => new(
        installation.Key.Workspace,
        installation.Key.App,
        installation.Status,
        SuspensionResponse.From(installation.Suspension),
        installation.GrantedScopes,
        installation.EffectiveScopes,
        installation.PendingScopes,
        [.. installation.Topics.Select(InstallationTopicResponse.From)],
        installation.Revision,
        installation.ManifestVersion,
        installation.InstalledAt.UtcDateTime,
        installation.InstalledBy,
        installation.UpdatedAt.UtcDateTime);
}
