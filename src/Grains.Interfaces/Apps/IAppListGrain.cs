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
}
