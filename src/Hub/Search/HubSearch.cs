using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>Finds what an operator has the id of: an installation as <c>workspace/app</c>, apps by the start of the id, a workspace that has anything installed.</summary>
internal static class HubSearch
{
    public const int MostApps = 50;

    public static async Task<SearchResult> FindAsync(IGrainFactory grains, string text)
    {
        if (text.Split('/') is [var workspaceText, var appText])
        {
            return new([], null, await FindInstallationAsync(grains, workspaceText.Trim(), appText.Trim()));
        }

        var apps = grains.GetAppList().SearchAsync(null, text, MostApps);
        var workspace = WorkspaceId.TryParse(text, null, out var id) && await IsUsedAsync(grains, id) ? id : (WorkspaceId?)null;
        return new(await apps, workspace, null);
    }

    private static async Task<Installation?> FindInstallationAsync(IGrainFactory grains, string workspaceText, string appText) =>
        WorkspaceId.TryParse(workspaceText, null, out var workspace) && AppId.TryParse(appText, null, out var app)
            ? await grains.GetInstallation(new(workspace, app)).GetAsync()
            : null;

    // A workspace exists before this registry does; here it is known by what was ever installed in it.
    private static async Task<bool> IsUsedAsync(IGrainFactory grains, WorkspaceId workspace)
    {
        var list = grains.GetInstallationList();
        return !(await list.ListByWorkspaceAsync(workspace, new(), null, 1)).Items.IsEmpty
            || !(await list.ListByWorkspaceAsync(workspace, new(InstallationStatus.Uninstalled), null, 1)).Items.IsEmpty;
    }
}

/// <summary>What was found.</summary>
/// <param name="Apps">Apps by id.</param>
/// <param name="Workspace">The workspace of that id; null where nothing was ever installed in it.</param>
/// <param name="Installation">The installation; null where there is none.</param>
internal sealed record SearchResult(ImmutableArray<App> Apps, WorkspaceId? Workspace, Installation? Installation)
{
    public bool IsEmpty => Apps.IsEmpty && Workspace is null && Installation is null;
}
