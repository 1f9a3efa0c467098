using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>How one silo sees the endpoints of apps. Its key is the address of the silo.</summary>
[GrainInterfaceType("endpoint-sight"), Alias("registry.IEndpointSightGrain")]
internal interface IEndpointSightGrain : IGrainWithStringKey
{
    [ResponseTimeout("00:00:01"), Alias("Look")]
    Task<EndpointSight> LookAsync(AppId app);
}
