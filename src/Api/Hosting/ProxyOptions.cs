namespace Registry.Api;

/// <summary>Which proxies in front of this process are believed. Section <c>Proxy</c> of the configuration.</summary>
public sealed class ProxyOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Proxy";

    /// <summary>
    /// The networks that the proxies are in, with commas or spaces between: <c>10.1.0.0/16, fd12:3456::/32</c>. What they say in
    /// <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> holds; what anybody else says there is passed over. Default: none.
    /// </summary>
    public string Networks { get; set; } = "";
}
