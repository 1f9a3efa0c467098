using Azure.Core;
using Azure.Core.Pipeline;

namespace Registry.Silo;

/// <summary>
/// Tries a request three times, within about 16 s at 5 s each: enough to get over a partition that moves or a moment of
/// throttling, and an end before the caller's own patience (30 s for a call of a grain).
/// </summary>
/// <remarks>
/// A write whose answer was lost may have happened; the second try is then refused because of the first (409, 412). Taken at
/// its word that would be "somebody else changed it, and you did not", so it becomes an <see cref="UncertainWriteException"/>.
/// </remarks>
internal sealed class AzureRetryPolicy() : RetryPolicy(Retries, DelayStrategy.CreateExponentialDelayStrategy(FirstDelay, LongestDelay))
{
    public static readonly TimeSpan NetworkTimeout = TimeSpan.FromSeconds(5);

    private const int Retries = 2;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(1);

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await base.ProcessAsync(message, pipeline).ConfigureAwait(false);
        if (message.HasResponse && message.Response.Status is >= 400 and < 500 && message.TryGetProperty(typeof(Uncertain), out _) && !IsAsWished(message))
        {
            throw new UncertainWriteException($"A write may have happened before it was answered {message.Response.Status}.");
        }
    }

    protected override bool ShouldRetry(HttpMessage message, Exception? exception) => IsWorthIt(message, exception) && base.ShouldRetry(message, exception);

    protected override async ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception) =>
        IsWorthIt(message, exception) && await base.ShouldRetryAsync(message, exception).ConfigureAwait(false);

    // A wait that the service asks for would be kept however long it is.
    private static bool IsWorthIt(HttpMessage message, Exception? exception)
    {
        var response = message.HasResponse ? message.Response : null;
        if (message.Request.Method != RequestMethod.Get && (exception is not null || response is { Status: 408 or >= 500 }))
        {
            message.SetProperty(typeof(Uncertain), true);
        }

        return exception is not null
            || response is null
            || !response.Headers.TryGetValue("Retry-After", out var seconds)
            || (int.TryParse(seconds, out var wait) && wait <= 2);
    }

    // What is gone is deleted, and a table that exists is created, whoever did it.
    private static bool IsAsWished(HttpMessage message) => (message.Request.Method.Method, message.Response.Status) switch
    {
        ("DELETE", 404) => true,
        ("POST", 409) => message.Request.Uri.Path.EndsWith("/Tables", StringComparison.Ordinal) || message.Request.Uri.Path == "Tables",
        _ => false,
    };

    private sealed class Uncertain;
}
