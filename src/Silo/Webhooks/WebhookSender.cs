using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <inheritdoc />
internal sealed partial class WebhookSender(
    EndpointClient endpoints,
    WebhookRequests requests,
    AppLanes lanes,
    IOptions<WebhookOptions> options,
    SiloMetrics metrics,
    TimeProvider clock,
    ILogger<WebhookSender> logger) : IWebhookSender, IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    private readonly Slots slots = new(options.Value.MaxConcurrent, clock);

    public async Task<WebhookAnswer> SendAsync(WebhookMessage message, CancellationToken cancellationToken)
    {
        var attempt = await TryAsync(message, cancellationToken);
        metrics.WebhookAttempted(attempt.Outcome, attempt.Answer.WasSent ? attempt.Answer.Duration : null);
        return attempt.Answer;
    }

    public async Task<WebhookAnswer> ProbeAsync(Uri url, CancellationToken cancellationToken)
    {
        using var slot = await slots.TakeAsync(cancellationToken);
        if (slot is null)
        {
            return Later(WebhookOutcome.Busy).Answer;
        }

        using var request = WebhookRequests.Probe(url);
        return (await endpoints.SendAsync(request, cancellationToken)).Answer;
    }

    public EndpointSight Look(AppId app) => lanes.Look(app);

    public void Dispose() => slots.Dispose();

    // An app's own slots come first: one that is slow waits for itself, and holds no more of the others than it may have.
    private async Task<WebhookAttempt> TryAsync(WebhookMessage message, CancellationToken cancellationToken)
    {
        using var visit = lanes.Enter(message.App);
        using var own = await visit.Lane.Slots.TakeAsync(cancellationToken);
        using var slot = own is null ? null : await slots.TakeAsync(cancellationToken);
        if (slot is null)
        {
            return Later(WebhookOutcome.Busy);
        }

        try
        {
            var (attempt, retryAt) = await visit.Lane.TryAsync(token => SignAndSendAsync(message, token), cancellationToken);
            return attempt ?? NotSent(WebhookOutcome.Spared, retryAt);
        }
        catch (RegistryUnavailableException exception)
        {
            LogNoSecrets(message.App, exception);
            return Later(WebhookOutcome.Unsigned);
        }
    }

    private async Task<WebhookAttempt> SignAndSendAsync(WebhookMessage message, CancellationToken cancellationToken)
    {
        try
        {
            using var request = requests.Deliver(message);
            return await endpoints.SendAsync(request, cancellationToken);
        }
        catch (CryptographicException exception)
        {
            // No later attempt will do better, so this one counts, and the app's developer gets to see it.
            LogUnreadableSecrets(message.App, exception);
            return new(new() { WasSent = true, Error = "The registry could not sign the notification. Make a new secret for the app." }, WebhookOutcome.Unsigned);
        }
    }

    private WebhookAttempt Later(string outcome) => NotSent(outcome, clock.GetUtcNow() + Soon + Jitter.UpTo(Soon));

    private static WebhookAttempt NotSent(string outcome, DateTimeOffset retryAt) => new(new() { WasSent = false, RetryAt = retryAt }, outcome);

    [LoggerMessage(LogLevel.Warning, "The secrets of {App} can't be had at the moment; its notifications are sent later.")]
    private partial void LogNoSecrets(AppId app, Exception exception);

    [LoggerMessage(LogLevel.Error, "The secrets of {App} can't be read: they were protected with keys that this registry does not have, or changed since.")]
    private partial void LogUnreadableSecrets(AppId app, Exception exception);
}
