using Microsoft.AspNetCore;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Registry.Api;

/// <summary>
/// Refuses secrets and codes over plain http (RFC 6749 section 3.1 and 3.2), but on the machine itself. Introspection comes from
/// inside the platform, as checks do, and goes by whatever the network there is.
/// </summary>
internal sealed class SafeTransport : IOpenIddictServerHandler<ProcessRequestContext>
{
    public ValueTask HandleAsync(ProcessRequestContext context)
    {
        var request = context.Transaction.GetHttpRequest()!;
        var isExposed = context.EndpointType is OpenIddictServerEndpointType.Authorization or OpenIddictServerEndpointType.Token or OpenIddictServerEndpointType.Revocation;
        if (isExposed && !request.IsHttps && !IsLoopback(request.Host.Host))
        {
            context.Reject(Errors.InvalidRequest, "This address takes https only. Where a proxy ends TLS, the registry has to believe its X-Forwarded-Proto: see Proxy:Networks.");
        }

        return ValueTask.CompletedTask;
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (System.Net.IPAddress.TryParse(host, out var address) && System.Net.IPAddress.IsLoopback(address));
}
