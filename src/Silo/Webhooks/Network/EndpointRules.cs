using System.Net;
using Microsoft.Extensions.Options;

namespace Registry.Silo;

/// <summary>
/// Which endpoints are called. Their URLs come from strangers, who must not be able to reach what only our own network
/// can reach.
/// </summary>
internal sealed class EndpointRules(IOptions<WebhookOptions> options)
{
    private readonly IPNetwork[] allowed = NetworkList.TryParse(options.Value.AllowedNetworks, out var networks) ? networks : [];

    private readonly bool allowLoopbackHttp = options.Value.AllowLoopbackHttp;

    /// <exception cref="EndpointException">The URL is none that an endpoint can have.</exception>
    public void Demand(Uri url)
    {
        if (!url.IsAbsoluteUri || url.Host.Length == 0 || url.UserInfo.Length > 0)
        {
            throw new EndpointException("The URL is not the URL of an endpoint.");
        }

        if (url.Scheme != Uri.UriSchemeHttps && !(IsPlain(url) && allowLoopbackHttp && url.IsLoopback))
        {
            throw new EndpointException("The URL is not an https URL.");
        }
    }

    /// <exception cref="EndpointException">The host has no address, or one that is not to be called.</exception>
    public void Demand(Uri url, IPAddress[] addresses)
    {
        if (addresses.Length == 0)
        {
            throw new EndpointException("The host name does not resolve.");
        }

        // One bad address is enough: whoever mixes them waits for the day that we take the other one.
        if (!addresses.All(address => IsPermitted(url, address)))
        {
            throw new EndpointException("The host resolves to an address that is not public.");
        }
    }

    private bool IsPermitted(Uri url, IPAddress address)
    {
        var normal = PublicAddresses.Normalize(address);
        var isLoopback = allowLoopbackHttp && IPAddress.IsLoopback(normal);
        return isLoopback || (!IsPlain(url) && (PublicAddresses.Contains(address) || allowed.Any(network => network.Contains(normal))));
    }

    private static bool IsPlain(Uri url) => url.Scheme == Uri.UriSchemeHttp;
}
