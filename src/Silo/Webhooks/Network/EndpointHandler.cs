using System.Diagnostics;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Registry.Silo;

/// <summary>HTTP as endpoints are called with it: nothing is followed, remembered, unpacked or sent through somebody else.</summary>
internal static class EndpointHandler
{
    public static SocketsHttpHandler Create(EndpointConnector connector, IOptions<WebhookOptions> options)
    {
        var roots = TrustedRoots.Load(options.Value.TrustedCertificates);
        return new()
        {
            ConnectCallback = connector.ConnectAsync,
            ConnectTimeout = options.Value.Timeout,
            SslOptions =
            {
                RemoteCertificateValidationCallback = (_, certificate, chain, errors) => roots.Demand(certificate, chain, errors),

                // A certificate names URLs of its issuer and of revocation lists: more addresses that a stranger gives.
                CertificateChainPolicy = new() { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck },
            },
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = 0,

            // How many go to an app is limited by app: a host that many apps share must not make one wait for another.
            MaxConnectionsPerServer = options.Value.MaxConcurrent,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),

            // Ids of our traces are nobody else's.
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
        };
    }
}
