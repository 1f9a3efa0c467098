namespace Registry.Grains.Interfaces;

/// <summary>Deliveries that a replay has left out for the same reason.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Count">How many.</param>
[GenerateSerializer, Immutable, Alias("registry.ReplaySkip")]
public sealed record ReplaySkip([property: Id(0)] ReplaySkipReason Reason, [property: Id(1)] int Count);
