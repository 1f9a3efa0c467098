namespace Registry.Grains.Interfaces;

/// <summary>What becomes of a replay.</summary>
[GenerateSerializer, Immutable, Alias("registry.ReplayResult")]
public abstract record ReplayResult
{
    private ReplayResult()
    {
    }

    /// <summary>The notification will be sent again; that is on disk.</summary>
    /// <param name="Delivery">The new delivery.</param>
    [GenerateSerializer, Immutable, Alias("registry.ReplayResult.Accepted")]
    public sealed record Accepted([property: Id(0)] Delivery Delivery) : ReplayResult;

    /// <summary>Nothing is sent.</summary>
    [GenerateSerializer, Immutable, Alias("registry.ReplayResult.Refused")]
    public sealed record Refused([property: Id(0)] Refusal Reason) : ReplayResult;
}
