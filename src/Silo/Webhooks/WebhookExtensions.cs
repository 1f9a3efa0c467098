using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Registry.Grains;

namespace Registry.Silo;

/// <summary>Registers what hands notifications to the endpoints of apps. Its options come with the registry's settings.</summary>
internal static class WebhookExtensions
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.TryAddSingleton<SiloMetrics>();
        services.TryAddSingleton<IHostLookup, SystemHostLookup>();
        services.AddSingleton<EndpointRules>();
        services.AddSingleton<EndpointConnector>();
        services.AddSingleton(provider => new EndpointClient(
            EndpointHandler.Create(provider.GetRequiredService<EndpointConnector>(), provider.GetRequiredService<IOptions<WebhookOptions>>()),
            provider.GetRequiredService<EndpointRules>(),
            provider.GetRequiredService<IOptions<WebhookOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<WebhookRequests>();
        services.AddSingleton<AppLanes>();
        services.AddSingleton<IWebhookSecrets, WebhookSecrets>();
        services.AddSingleton<IWebhookSender, WebhookSender>();
        return services;
    }
}
