using Polly;
using Polly.CircuitBreaker;
using Registry.Grains;

namespace Registry.Silo;

/// <summary>What a silo remembers of an app's endpoint: whether it is being spared.</summary>
internal sealed class EndpointLane
{
    // So long until the one attempt that may go through has shown something.
    private static readonly TimeSpan ProbeTime = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan MostJitter = TimeSpan.FromMinutes(1);

    private readonly TimeProvider clock;
    private readonly CircuitBreakerStateProvider state = new();
    private readonly CircuitBreakerManualControl control = new();
    private readonly CatchUp catchUp;
    private readonly ResiliencePipeline<WebhookAttempt> breaker;
    private readonly Lock gate = new();
    private EndpointSight sight = new();

    public EndpointLane(Uri url, WebhookOptions options, TimeProvider clock)
    {
        this.clock = clock;
        Url = url;
        catchUp = new(options.CatchUpRate, options.CatchUpTime, clock);
        breaker = new ResiliencePipelineBuilder<WebhookAttempt> { TimeProvider = clock }
            .AddCircuitBreaker(new()
            {
                FailureRatio = options.BreakerFailureRatio,
                MinimumThroughput = options.BreakerMinimumThroughput,
                SamplingDuration = options.BreakerWindow,
                BreakDuration = options.BreakerPause,
                StateProvider = state,
                ManualControl = control,

                // An attempt that was given up says nothing; it must not count as proof that the endpoint is back.
                ShouldHandle = attempt => new(attempt.Outcome.Result is { } result ? WebhookOutcome.IsFault(result.Outcome) : state.CircuitState == CircuitState.HalfOpen),
                OnOpened = opened =>
                {
                    See(before => before with { PausedUntil = clock.GetUtcNow() + opened.BreakDuration });
                    return default;
                },
                OnClosed = _ =>
                {
                    See(before => before with { PausedUntil = null });
                    catchUp.Begin();
                    return default;
                },
            })
            .Build();
    }

    public Uri Url { get; }

    public EndpointSight Sight
    {
        get
        {
            lock (gate)
            {
                return sight;
            }
        }
    }

    /// <summary>Makes an attempt, unless the endpoint is being spared.</summary>
    /// <returns>The attempt, or when to ask again.</returns>
    public async Task<(WebhookAttempt? Attempt, DateTimeOffset RetryAt)> TryAsync(
        Func<CancellationToken, Task<WebhookAttempt>> send,
        CancellationToken cancellationToken)
    {
        if (catchUp.Wait() is { } later)
        {
            return (null, later);
        }

        try
        {
            return (await breaker.ExecuteAsync(async token => await SendAsync(send, token), cancellationToken), default);
        }
        catch (BrokenCircuitException exception)
        {
            return (null, clock.GetUtcNow() + Pause(exception.RetryAfter));
        }
    }

    /// <summary>Makes an attempt also where the endpoint is being spared; one that shows that it works ends that.</summary>
    public async Task<WebhookAttempt> PingAsync(Func<CancellationToken, Task<WebhookAttempt>> send, CancellationToken cancellationToken)
    {
        try
        {
            return await breaker.ExecuteAsync(async token => await SendAsync(send, token), cancellationToken);
        }
        catch (BrokenCircuitException)
        {
            var attempt = await SendAsync(send, cancellationToken);
            if (WebhookOutcome.IsAlive(attempt.Outcome))
            {
                await ResumeAsync();
            }

            return attempt;
        }
    }

    /// <summary>Spares the endpoint no longer: it has shown that it works. What waits follows at a gentle rate.</summary>
    public Task ResumeAsync() => state.CircuitState == CircuitState.Closed ? Task.CompletedTask : control.CloseAsync();

    private async Task<WebhookAttempt> SendAsync(Func<CancellationToken, Task<WebhookAttempt>> send, CancellationToken cancellationToken)
    {
        var attempt = await send(cancellationToken);
        if (WebhookOutcome.IsAlive(attempt.Outcome))
        {
            See(before => before with { WorkedAt = clock.GetUtcNow() });
        }

        return attempt;
    }

    private void See(Func<EndpointSight, EndpointSight> news)
    {
        lock (gate)
        {
            sight = news(sight);
        }
    }

    private TimeSpan Pause(TimeSpan? rest) => state.CircuitState == CircuitState.Open && rest is { } pause
        ? pause + Jitter.UpTo(pause < MostJitter ? pause : MostJitter)
        : ProbeTime + Jitter.UpTo(ProbeTime);
}
