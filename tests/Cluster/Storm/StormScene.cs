using System.Text.Json.Nodes;

namespace Registry.Cluster.Tests;

/// <summary>Which apps and workspaces a storm is about.</summary>
internal sealed class StormScene
{
    private const int Workspaces = 5;
    private const int QuietApps = 2;

    /// <summary>What the apps request.</summary>
    public static IReadOnlyList<string> Scopes { get; } = ["read_conversations", "read_tags", "write_tags"];

    /// <summary>Apps that are suspended everywhere now and then.</summary>
    public IReadOnlyList<string> SuspendedApps { get; } = ["app_suspended_0", "app_suspended_1"];

    public IReadOnlyList<string> Apps => [.. Enumerable.Range(0, QuietApps).Select(app => $"app_{app}"), .. SuspendedApps];

    public IReadOnlyList<string> WorkspaceIds { get; } = [.. Enumerable.Range(0, Workspaces).Select(workspace => $"ws_{workspace}")];

    public IReadOnlyList<InstallationAddress> Installations =>
        [.. from workspace in WorkspaceIds from app in Apps select new InstallationAddress(workspace, app)];

    /// <summary>The lists that show them, each with what belongs into it.</summary>
    public IEnumerable<(string Path, Func<InstallationAddress, bool> Has)> Lists =>
    [
        .. WorkspaceIds.Select(workspace => ($"/v1/workspaces/{workspace}/installations", Has: (Func<InstallationAddress, bool>)(address => address.Workspace == workspace))),
        .. Apps.Select(app => ($"/v1/apps/{app}/installations", Has: (Func<InstallationAddress, bool>)(address => address.App == app))),
    ];

    /// <summary>Registers the apps.</summary>
    public async Task RegisterAsync(RecordingClient client)
    {
        foreach (var app in Apps)
        {
            var registered = await client.ChangeAsync(app, new AppCommand.Register(Definition()));
            Assert.True(registered is ChangeOutcome<AppState>.Accepted, $"{app}: {registered}");
        }
    }

    private string Definition() => new JsonObject
    {
        ["name"] = "Storm",
        ["developer"] = "dev_storm",
        ["visibility"] = "private",
        ["workspaces"] = new JsonArray([.. WorkspaceIds.Select(workspace => (JsonNode)workspace)]),
        ["scopes"] = new JsonArray([.. Scopes.Select(scope => new JsonObject { ["id"] = scope, ["reason"] = "storm" })]),
    }.ToJsonString();
}
