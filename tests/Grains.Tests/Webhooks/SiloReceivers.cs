using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>The receivers, as one silo calls them and sees them.</summary>
internal sealed class SiloReceivers(Receivers receivers, ILocalSiloDetails silo) : IWebhookSender
{
    public Task<WebhookAnswer> SendAsync(WebhookMessage message, CancellationToken cancellationToken) => receivers.SendAsync(message);

    public Task<WebhookAnswer> PingAsync(WebhookMessage message, CancellationToken cancellationToken) => receivers.SendAsync(message);

    public Task<WebhookAnswer> ProbeAsync(Uri url, CancellationToken cancellationToken) => Task.FromResult(receivers.Probe(url));

    public EndpointSight Look(AppId app, Uri? url) => receivers.Look(silo.SiloAddress, app, url);

    public Task ResumeAsync(AppId app, Uri url)
    {
        receivers.Resumed.Add((silo.SiloAddress, app, url));
        return Task.CompletedTask;
    }
}
