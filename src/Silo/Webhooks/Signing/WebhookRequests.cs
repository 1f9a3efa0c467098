using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>Makes the requests that endpoints get.</summary>
internal sealed class WebhookRequests(IWebhookSecrets secrets, TimeProvider clock)
{
    private const string UserAgent = "registry-webhooks/1";

    /// <exception cref="RegistryUnavailableException">The secrets can't be had now.</exception>
    /// <exception cref="CryptographicException">The secrets can't be had at all.</exception>
    public HttpRequestMessage Deliver(WebhookMessage message)
    {
        if (message.Secrets.IsDefaultOrEmpty)
        {
            throw new CryptographicException("There is no secret to sign the notification with.");
        }

        var keys = message.Secrets.Select(secrets.Reveal).ToImmutableArray();
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds();
        var request = Create(HttpMethod.Post, message.Url);
        request.Content = new ReadOnlyMemoryContent(message.Body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        Add(request, "webhook-id", message.MessageId);
        Add(request, "webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        Add(request, "webhook-signature", WebhookSignatures.Standard(keys, message.MessageId, timestamp, message.Body.Span));
        Add(request, "X-Hub-Signature", WebhookSignatures.Hub(keys[0], message.Body.Span));
        return request;
    }

    public static HttpRequestMessage Probe(Uri url) => Create(HttpMethod.Head, url);

    private static HttpRequestMessage Create(HttpMethod method, Uri url)
    {
        var request = new HttpRequestMessage(method, url) { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        Add(request, "User-Agent", UserAgent);
        return request;
    }

    private static void Add(HttpRequestMessage request, string name, string value) => request.Headers.TryAddWithoutValidation(name, value);
}
