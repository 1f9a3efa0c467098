using System.Collections.Immutable;
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

    /// <summary>
    /// What would change for the installations of an app if these scopes were what its live version requests; null where
    /// there is no such app. For a public app that is what an approval would change. Counts up to 10,000 installations, each
    /// as its row in the index has it: a change under way may not be in it yet.
    /// </summary>
    /// <param name="app">The app.</param>
    /// <param name="scopes">The scopes that it would request. Those that its capabilities require are added, those that the catalog does not have are left out.</param>
    [ReadOnly, ResponseTimeout("00:00:30"), Alias("PreviewScopes")]
    Task<ScopeChangePreview?> PreviewScopesAsync(AppId app, ImmutableArray<ScopeId> scopes);
}
