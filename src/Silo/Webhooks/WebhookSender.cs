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

    public Task<WebhookAnswer> SendAsync(WebhookMessage message, CancellationToken cancellationToken) =>
        CountAsync(TryAsync(message, (lane, send) => SpareAsync(lane, send, cancellationToken), cancellationToken));

    public Task<WebhookAnswer> PingAsync(WebhookMessage message, CancellationToken cancellationToken) =>
        CountAsync(TryAsync(message, (lane, send) => lane.PingAsync(send, cancellationToken), cancellationToken));

    public async Task<WebhookAnswer> ProbeAsync(Uri url, CancellationToken cancellationToken)
    {
        using var slot = await slots.TakeAsync(cancellationToken);
        if (slot is null)
        {
            return Busy().Answer;
        }

        using var request = WebhookRequests.Probe(url);
        return (await endpoints.SendAsync(request, cancellationToken)).Answer;
    }

    public EndpointSight Look(AppId app, Uri? url) => lanes.Find(app, url)?.Sight ?? new();

    public Task ResumeAsync(AppId app, Uri url) => lanes.Find(app, url)?.ResumeAsync() ?? Task.CompletedTask;

    public void Dispose() => slots.Dispose();

    private static async Task<WebhookAttempt> SpareAsync(EndpointLane lane, Func<CancellationToken, Task<WebhookAttempt>> send, CancellationToken cancellationToken)
    {
        var (attempt, retryAt) = await lane.TryAsync(send, cancellationToken);
        return attempt ?? NotSent(WebhookOutcome.Spared, retryAt, "the endpoint is being spared");
    }

    private async Task<WebhookAnswer> CountAsync(Task<WebhookAttempt> attempting)
    {
        var attempt = await attempting;
        metrics.WebhookAttempted(attempt.Outcome, attempt.Answer.WasSent ? attempt.Answer.Duration : null);
        return attempt.Answer;
    }

    // An app's own slots come first: one that is slow waits for itself, and holds no more of the others than it may have.
    private async Task<WebhookAttempt> TryAsync(
        WebhookMessage message,
        Func<EndpointLane, Func<CancellationToken, Task<WebhookAttempt>>, Task<WebhookAttempt>> tryAsync,
        CancellationToken cancellationToken)
    {
        using var visit = lanes.Enter(message.App, message.Url);
        using var own = await visit.Slots.TakeAsync(cancellationToken);
        using var slot = own is null ? null : await slots.TakeAsync(cancellationToken);
        if (slot is null)
        {
            return Busy();
        }

        try
        {
            return await tryAsync(visit.Lane, token => SignAndSendAsync(message, token));
        }
        catch (RegistryUnavailableException exception)
        {
            LogNoSecrets(message.App, exception);
            return Later(WebhookOutcome.Unsigned, "the registry can't get at the secrets to sign with at the moment");
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

    private WebhookAttempt Busy() => Later(WebhookOutcome.Busy, "too many attempts are under way");

    private WebhookAttempt Later(string outcome, string reason) => NotSent(outcome, clock.GetUtcNow() + Soon + Jitter.UpTo(Soon), reason);

    private static WebhookAttempt NotSent(string outcome, DateTimeOffset retryAt, string reason) =>
        new(new() { WasSent = false, RetryAt = retryAt, Error = $"Nothing was sent: {reason}. Try again in a few seconds." }, outcome);

    [LoggerMessage(LogLevel.Warning, "The secrets of {App} can't be had at the moment; its notifications are sent later.")]
    private partial void LogNoSecrets(AppId app, Exception exception);

    [LoggerMessage(LogLevel.Error, "The secrets of {App} can't be read: they were protected with keys that this registry does not have, or changed since.")]
    private partial void LogUnreadableSecrets(AppId app, Exception exception);
}
