using Orleans.Concurrency;

namespace Registry.Grains.Interfaces;

/// <summary>The events of one workspace. All calls may throw <see cref="RegistryUnavailableException"/>.</summary>
[GrainInterfaceType("workspace"), Alias("registry.IWorkspaceGrain")]
public interface IWorkspaceGrain : IGrainWithStringKey
{
    /// <summary>
    /// Accepts an event for every app whose installation in this workspace has the topic active now. It is on disk, with
    /// the list of those who get it, when the call returns.
    /// </summary>
    [AlwaysInterleave, Alias("Publish")]
    Task<PublishResult> PublishAsync(PublishRequest request);
}
