using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.HttpsPolicy;
using Microsoft.Extensions.Options;
using Registry.Silo;

namespace Registry.Api;

/// <summary>What holds for every request and answer on its way: which proxies are believed, TLS, and what browsers are told.</summary>
internal static class TransportExtensions
{
    // For programs as for pages; where an answer is a page of its own kind, it has a stricter policy.
    private const string ContentPolicy = "frame-ancestors 'none'";

    public static IServiceCollection AddTransport(this IServiceCollection services)
    {
        services.AddOptions<ProxyOptions>().BindConfiguration(ProxyOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ProxyOptions>, ProxyOptionsValidator>();
        services.AddExceptionHandler<RestoredHeaders>();
        services.Configure<HstsOptions>(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
        return services;
    }

    /// <summary>Comes before everything that looks at the scheme of a request or answers.</summary>
    public static void UseTransport(this WebApplication app)
    {
        // Without them, nobody is believed.
        if (NetworkList.TryParse(app.Services.GetRequiredService<IOptions<ProxyOptions>>().Value.Networks, out var networks) && networks.Length > 0)
        {
            var proxies = new ForwardedHeadersOptions
            {
                ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,

                // One after the other, as long as each is one of these.
                ForwardLimit = null,
            };
            proxies.KnownProxies.Clear();
            proxies.KnownIPNetworks.Clear();
            Array.ForEach(networks, proxies.KnownIPNetworks.Add);
            app.UseForwardedHeaders(proxies);
        }

        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        app.Use(next => context =>
        {
            ProtectAnswer(context.Response.Headers);
            return next(context);
        });
    }

    /// <summary>What every answer has, over TLS or not.</summary>
    public static void ProtectAnswer(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        if (headers.ContentSecurityPolicy.Count == 0)
        {
            headers.ContentSecurityPolicy = ContentPolicy;
        }
    }
}
