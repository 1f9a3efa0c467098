using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>How one silo sees the endpoints of apps. Its key is the address of the silo.</summary>
[GrainInterfaceType("endpoint-sight"), Alias("registry.IEndpointSightGrain")]
internal interface IEndpointSightGrain : IGrainWithStringKey
{
    /// <summary>What the endpoint that it last sent to looks like. For silos of an earlier version.</summary>
    [ResponseTimeout("00:00:01"), Alias("Look")]
    Task<EndpointSight> LookAsync(AppId app);

    [ResponseTimeout("00:00:01"), Alias("LookAt")]
    Task<EndpointSight> LookAtAsync(AppId app, string url);

    /// <summary>Tells it that an endpoint has shown that it works, so that it spares it no longer.</summary>
    [ResponseTimeout("00:00:01"), Alias("Resume")]
    Task ResumeAsync(AppId app, string url);
}
