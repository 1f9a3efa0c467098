using Registry.Grains.Interfaces;

namespace Registry.Grains;

[GrainType("endpoint-sight"), PlaceOnKeySilo]
internal sealed class EndpointSightGrain(IWebhookSender sender) : Grain, IEndpointSightGrain
{
    public Task<EndpointSight> LookAsync(AppId app) => Task.FromResult(sender.Look(app));
}
