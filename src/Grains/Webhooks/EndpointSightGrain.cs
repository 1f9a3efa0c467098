using Registry.Grains.Interfaces;

namespace Registry.Grains;

[GrainType("endpoint-sight"), PlaceOnKeySilo]
internal sealed class EndpointSightGrain(IWebhookSender sender) : Grain, IEndpointSightGrain
{
    public Task<EndpointSight> LookAsync(AppId app) => Task.FromResult(sender.Look(app, null));

    public Task<EndpointSight> LookAtAsync(AppId app, string url) => Task.FromResult(sender.Look(app, new(url)));

    public Task ResumeAsync(AppId app, string url) => sender.ResumeAsync(app, new(url));
}
