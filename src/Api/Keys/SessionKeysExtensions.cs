using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Registry.Silo;

namespace Registry.Api;

/// <summary>Shares the keys of browser sessions between all API processes of a registry.</summary>
internal static class SessionKeysExtensions
{
    private const string Application = "registry-hub";

    private const string Purpose = "Registry.Api.Keys.Demand";

    /// <summary>
    /// Lets Data Protection keep its keys in the registry's storage. They are read at first use, so the start needs no
    /// cluster. Comes after everything else that adds Data Protection (authentication, antiforgery), which would read them at
    /// the start.
    /// </summary>
    public static IServiceCollection AddSessionKeys(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName(Application);
        services.AddOptions<KeyManagementOptions>().Configure<IServiceProvider>((options, provider) =>
            options.XmlRepository = new SessionKeyRepository(provider.GetRequiredService<IGrainFactory>(), provider.GetService<ClusterLink>()));
        foreach (var start in services.Where(ReadsKeysAtStart).ToList())
        {
            services.Remove(start);
        }

        return services;
    }

    /// <summary>
    /// Answers 503 to a request with a cookie while the keys can't be read. Without this, the session in the cookie would be
    /// taken for a forged one, and the person for signed out. Comes before authentication; once read, the keys stay known.
    /// </summary>
    public static void UseSessionKeys(this IApplicationBuilder app)
    {
        var keys = app.ApplicationServices.GetRequiredService<IDataProtectionProvider>().CreateProtector(Purpose);
        app.Use((context, next) =>
        {
            if (context.Request.Headers.Cookie.Count > 0)
            {
                keys.Protect([]);
            }

            return next(context);
        });
    }

    private static bool ReadsKeysAtStart(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Assembly == typeof(KeyManagementOptions).Assembly;
}
