using Orleans.Concurrency;

namespace Registry.Grains.Interfaces;

/// <summary>Lists installations from the index; asks the installation itself where its row is marked as being changed.</summary>
[GrainInterfaceType("installation-list"), Alias("registry.IInstallationListGrain")]
public interface IInstallationListGrain : IGrainWithIntegerKey
{
    /// <summary>The installations of an app, by workspace id.</summary>
    /// <param name="app">The app.</param>
    /// <param name="filter">Which ones.</param>
    /// <param name="after">The workspace that the page before ended with; null for the first page.</param>
    /// <param name="limit">How many at most, 1 to 200.</param>
    [ReadOnly, Alias("ListByApp")]
    Task<Page<Installation>> ListByAppAsync(AppId app, InstallationFilter filter, WorkspaceId? after, int limit);

    /// <summary>The installations of a workspace, by app id.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="filter">Which ones.</param>
    /// <param name="after">The app that the page before ended with; null for the first page.</param>
    /// <param name="limit">How many at most, 1 to 200.</param>
    [ReadOnly, Alias("ListByWorkspace")]
    Task<Page<Installation>> ListByWorkspaceAsync(WorkspaceId workspace, InstallationFilter filter, AppId? after, int limit);
}
