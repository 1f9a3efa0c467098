using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>The receivers, as one silo calls them and sees them.</summary>
internal sealed class SiloReceivers(Receivers receivers, ILocalSiloDetails silo) : IWebhookSender
{
    public Task<WebhookAnswer> SendAsync(WebhookMessage message, CancellationToken cancellationToken) => receivers.SendAsync(message);

    public Task<WebhookAnswer> ProbeAsync(Uri url, CancellationToken cancellationToken) => Task.FromResult(Receivers.Ok);

    public EndpointSight Look(AppId app) => receivers.Look(silo.SiloAddress, app);
}
