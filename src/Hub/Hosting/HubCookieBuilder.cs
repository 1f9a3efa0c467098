using System.Net;
using Microsoft.AspNetCore.Http;

namespace Registry.Hub;

/// <summary>A cookie that scripts can't read and that leaves the machine over TLS only, whatever stands between browser and registry.</summary>
internal sealed class HubCookieBuilder : CookieBuilder
{
    public HubCookieBuilder()
    {
        HttpOnly = true;
        IsEssential = true;
        Path = "/";
    }

    public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
    {
        var options = base.Build(context, expiresFrom);
        options.Secure = context.Request.IsHttps || !IsLoopback(context.Request.Host.Host);
        return options;
    }

    // As the browser sees it: behind a proxy that ends TLS the registry itself is called over http.
    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
