namespace Registry.Grains.Interfaces;

/// <summary>What becomes of a published event.</summary>
[GenerateSerializer, Immutable, Alias("registry.PublishResult")]
public abstract record PublishResult
{
    private PublishResult()
    {
    }

    /// <summary>The event is on disk, with the list of those who get it.</summary>
    /// <param name="EventId">The id that was given, or the registry's.</param>
    /// <param name="Deliveries">How many apps get it.</param>
    [GenerateSerializer, Immutable, Alias("registry.PublishResult.Accepted")]
    public sealed record Accepted([property: Id(0)] string EventId, [property: Id(1)] int Deliveries) : PublishResult;

    /// <summary>Nobody gets anything.</summary>
    [GenerateSerializer, Immutable, Alias("registry.PublishResult.Refused")]
    public sealed record Refused([property: Id(0)] Refusal Reason) : PublishResult;
}
