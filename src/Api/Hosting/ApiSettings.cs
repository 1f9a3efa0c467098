using Registry.Silo;

namespace Registry.Api;

/// <summary>Refuses settings that nothing reads, the HTTP front-end's own sections included.</summary>
internal static class ApiSettings
{
    /// <exception cref="StartRefusedException">A key is not known, or its value can't be what it has to be.</exception>
    public static void Demand(IConfiguration configuration) => OwnSettings.Demand(
        configuration,
        (AuthOptions.Section, typeof(AuthOptions)),
        (HubOptions.Section, typeof(HubOptions)),
        (RateLimitOptions.Section, typeof(RateLimitOptions)),
        (OverloadOptions.Section, typeof(OverloadOptions)));
}
