using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Hands notifications to the endpoints of apps.</summary>
internal interface IWebhookSender
{
    /// <summary>
    /// Signs a notification and posts it. Never throws for what endpoint or network do; that is in the answer, also that
    /// the endpoint is being spared at the moment and nothing was sent.
    /// </summary>
    Task<WebhookAnswer> SendAsync(WebhookMessage message, CancellationToken cancellationToken);

    /// <summary>Sends also where the endpoint is being spared, which ends where it shows that it works.</summary>
    Task<WebhookAnswer> PingAsync(WebhookMessage message, CancellationToken cancellationToken);

    /// <summary>Asks an address for a sign of life with a HEAD request, under the same rules.</summary>
    Task<WebhookAnswer> ProbeAsync(Uri url, CancellationToken cancellationToken);

    /// <summary>How this silo sees the endpoint of an app.</summary>
    /// <param name="app">The app.</param>
    /// <param name="url">The endpoint; null for the one that was last sent to.</param>
    EndpointSight Look(AppId app, Uri? url);

    /// <summary>Spares an endpoint of an app no longer: it has shown that it works.</summary>
    Task ResumeAsync(AppId app, Uri url);
}
