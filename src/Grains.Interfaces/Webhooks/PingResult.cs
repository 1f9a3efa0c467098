namespace Registry.Grains.Interfaces;

/// <summary>What becomes of a test of an endpoint.</summary>
[GenerateSerializer, Immutable, Alias("registry.PingResult")]
public abstract record PingResult
{
    private PingResult()
    {
    }

    /// <summary>A notification was sent, or nothing could be sent at the moment.</summary>
    /// <param name="Attempt">What came of it. Where nothing could be sent there is no status code, and the error says why and what to do.</param>
    [GenerateSerializer, Immutable, Alias("registry.PingResult.Sent")]
    public sealed record Sent([property: Id(0)] DeliveryAttempt Attempt) : PingResult;

    /// <summary>There is nothing to test.</summary>
    [GenerateSerializer, Immutable, Alias("registry.PingResult.Refused")]
    public sealed record Refused([property: Id(0)] Refusal Reason) : PingResult;
}
