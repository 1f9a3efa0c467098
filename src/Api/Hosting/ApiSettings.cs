using Registry.Silo;

namespace Registry.Api;

/// <summary>Refuses settings that nothing reads, the HTTP front-end's own sections included.</summary>
internal static class ApiSettings
{
    // The framework's own switch.
    private const string TrustAnyProxy = "FORWARDEDHEADERS_ENABLED";

    /// <exception cref="StartRefusedException">A key is not known, or its value can't be what it has to be.</exception>
    public static void Demand(IConfiguration configuration)
    {
        if (configuration.GetValue<bool>(TrustAnyProxy))
        {
            throw new StartRefusedException(
                $"ASPNETCORE_{TrustAnyProxy} is set: it would believe whoever sends such headers. Name the proxies instead: {ProxyOptions.Section}:{nameof(ProxyOptions.Networks)}, e.g. 10.1.0.0/16.");
        }

        OwnSettings.Demand(
            configuration,
            (AuthOptions.Section, typeof(AuthOptions)),
            (HubOptions.Section, typeof(HubOptions)),
            (AuditOptions.Section, typeof(AuditOptions)),
            (RateLimitOptions.Section, typeof(RateLimitOptions)),
            (OverloadOptions.Section, typeof(OverloadOptions)),
            (ProxyOptions.Section, typeof(ProxyOptions)),
            (ServerOptions.Section, typeof(ServerOptions)));
    }
}
