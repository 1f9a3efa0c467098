using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Registry.Grains.Interfaces;

/// <summary>Lists apps.</summary>
[GrainInterfaceType("app-list"), Alias("registry.IAppListGrain")]
public interface IAppListGrain : IGrainWithIntegerKey
{
    /// <summary>The apps of a developer, or all, by app id.</summary>
    /// <param name="developer">Whose apps; null for all.</param>
    /// <param name="after">The app that the page before ended with; null for the first page.</param>
    /// <param name="limit">How many at most, 1 to 200.</param>
    [ReadOnly, Alias("List")]
    Task<Page<App>> ListAsync(DeveloperId? developer, AppId? after, int limit);

    /// <summary>
    /// The apps whose current version waits for the decision of an operator, by app id. One call looks at no more than 500
    /// candidates, which matters only after an upgrade, when every app is one: a page may be short, or empty, although others follow.
    /// </summary>
    /// <param name="after">Where the page before ended; null for the first page.</param>
    /// <param name="limit">How many at most, 1 to 200.</param>
    [ReadOnly, ResponseTimeout("00:00:30"), Alias("ListSubmitted")]
    Task<Page<App>> ListSubmittedAsync(AppId? after, int limit);

    /// <summary>
    /// The apps that a workspace can install, by app id: public ones with an approved live version and private ones that
    /// name the workspace, none of them suspended. Those that it has are among them. What it would install is the live
    /// version, which is <see cref="App.Live"/> where the current one is another. There is no list of these: one call looks
    /// at no more than 500 apps of the platform, so a page may be short, or empty, although others follow.
    /// </summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="after">Where the page before ended; null for the first page.</param>
    /// <param name="limit">How many at most, 1 to 200.</param>
    [ReadOnly, ResponseTimeout("00:00:30"), Alias("ListInstallable")]
    Task<Page<App>> ListInstallableAsync(WorkspaceId workspace, AppId? after, int limit);

    /// <summary>The first apps, by app id, whose id starts with a text, which is compared byte by byte.</summary>
    /// <param name="developer">Whose apps; null for all.</param>
    /// <param name="prefix">The text; empty for any id. No id starts with a text that can't be one.</param>
    /// <param name="limit">How many at most, 1 to 200.</param>
    [ReadOnly, Alias("Search")]
    Task<ImmutableArray<App>> SearchAsync(DeveloperId? developer, string prefix, int limit);
}
