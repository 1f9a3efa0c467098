using Microsoft.Extensions.Options;
using Registry.Grains.Interfaces;
using Registry.Silo;

namespace Registry.Api;

/// <summary>Asks a new endpoint for a sign of life before it becomes an app's.</summary>
internal sealed class EndpointVerification(IGrainFactory grains, IOptions<WebhookOptions> options, IHostEnvironment environment) : IEndpointRules
{
    public bool AllowLoopbackHttp => options.Value.AllowLoopbackHttp;

    private bool IsUsual => options.Value.VerifyEndpoints ?? environment.IsProduction();

    /// <summary>The problem with the endpoint; null where it answers, is the app's already, or is not to be asked.</summary>
    /// <param name="app">The app.</param>
    /// <param name="caller">Who sets the endpoint.</param>
    /// <param name="webhook">The endpoint; null for none.</param>
    /// <param name="member">Where in the body its URL is.</param>
    public async Task<Problem?> RefuseAsync(AppId app, Caller caller, WebhookBody? webhook, string member) =>
        webhook is not null && await VerifyAsync(app, caller, webhook.Url, webhook.Verify) is { } fault
            ? Problems.InvalidRequest(member, $"{fault} Mend the endpoint, or set \"verify\": false to skip this test.")
            : null;

    public async Task<string?> VerifyAsync(AppId app, Caller caller, string url, bool? verify)
    {
        if (!(verify ?? IsUsual))
        {
            return null;
        }

        // Whose app it is comes first: nobody has others asked for an app that is not his.
        var current = await grains.GetApp(app).GetAsync(caller.OwnerFilter());
        if (current?.Webhook?.Url == url)
        {
            return null;
        }

        var answer = await grains.GetDeliveryList().ProbeAsync(url);
        return answer.Error is { } error ? $"Does not answer a HEAD request with 2xx: {error}" : null;
    }
}
