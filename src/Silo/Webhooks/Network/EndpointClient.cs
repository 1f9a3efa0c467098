using Microsoft.Extensions.Options;
using Registry.Grains;

namespace Registry.Silo;

/// <summary>Makes one request to an endpoint, within the time that it has, and says what came of it.</summary>
internal sealed class EndpointClient(HttpMessageHandler handler, EndpointRules rules, IOptions<WebhookOptions> options, TimeProvider clock) : IDisposable
{
    private readonly HttpMessageInvoker http = new(handler);

    private readonly TimeSpan timeout = options.Value.Timeout;

    public async Task<WebhookAttempt> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        using var limit = new CancellationTokenSource(timeout, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var answer = new WebhookAnswer { WasSent = true };
        string outcome;
        try
        {
            rules.Demand(request.RequestUri!);
            using var response = await http.SendAsync(request, both.Token);
            answer = answer with { StatusCode = (int)response.StatusCode, Error = Explain((int)response.StatusCode), RetryAt = RetryAfter.Of(response, clock.GetUtcNow()) };
            await using var body = await response.Content.ReadAsStreamAsync(both.Token);
            answer = answer with { Response = await AnswerText.ReadAsync(body, both.Token) };
            outcome = WebhookOutcome.Of(answer.StatusCode.Value);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            answer = answer with { Error = $"No answer within {timeout.TotalSeconds:0.#} s." };
            outcome = WebhookOutcome.TimedOut;
        }
        catch (Exception exception) when (EndpointFaults.Explain(exception) is { } error)
        {
            answer = answer with { Error = error };
            outcome = WebhookOutcome.Unreachable;
        }

        return new(answer with { Duration = clock.GetElapsedTime(start) }, outcome);
    }

    public void Dispose() => http.Dispose();

    private static string? Explain(int status) => status switch
    {
        >= 200 and < 300 => null,
        >= 300 and < 400 => "The endpoint redirects; redirects are not followed.",
        _ => $"The endpoint answered {status}.",
    };
}
