using System.Collections.Frozen;
using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>One page of the apps that a workspace can install.</summary>
/// <param name="Items">The apps.</param>
/// <param name="Had">Those of them that it has.</param>
/// <param name="Next">Where the next page starts; null where nothing follows.</param>
internal sealed record InstallableApps(ImmutableArray<App> Items, FrozenSet<AppId> Had, string? Next)
{
    private const int Size = 20;

    private const int MostInstalled = 200;

    public static async Task<InstallableApps> LoadAsync(IGrainFactory grains, WorkspaceId workspace, AppId? after)
    {
        // Both lists are by app id, from the same one on: what of this page is installed is at the start of the other.
        var installable = grains.GetAppList().ListInstallableAsync(workspace, after, Size);
        var installed = grains.GetInstallationList().ListByWorkspaceAsync(workspace, new(), after, MostInstalled);
        var page = await installable;
        return new(page.Items, (await installed).Items.Select(installation => installation.Key.App).ToFrozenSet(), page.Next);
    }

    /// <summary>How many scopes the version asks for that would be installed.</summary>
    public static int ScopesOf(App app) => app.Live?.Scopes.Length ?? app.Scopes.Length;
}
