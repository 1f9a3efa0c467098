using System.ComponentModel;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>What an app had in a workspace at a time.</summary>
[Example("""
    {
      "time": "2026-11-23T15:30:00Z",
      "installation": {
        "workspace": "ws_acme", "app": "fin-reports", "status": "installed", "suspension": null,
        "grantedScopes": ["read_conversations", "read_tags"], "effectiveScopes": ["read_conversations", "read_tags"], "pendingScopes": [], "topics": [],
        "revision": 7, "manifestVersion": 3,
        "installedAt": "2026-11-23T15:08:15Z", "installedBy": "workspace_admin:ws_acme", "updatedAt": "2026-11-23T15:20:01Z"
      }
    }
    """)]
internal sealed record InstallationAsOfResponse(
    [property: Description("The time that was asked for, UTC.")] DateTime Time,
    [property: Description("The installation as it was then; null where the app was not yet installed for the first time.")] InstallationResponse? Installation)
{
    public static InstallationAsOfResponse From(DateTimeOffset time, InstallationAsOf found) =>
        new(time.UtcDateTime, found.Installation is { } installation ? InstallationResponse.From(installation) : null);
}
