namespace Registry.Grains.Interfaces;

/// <summary>How often something came out one way.</summary>
/// <param name="Outcome">The value of the metric's tag, e.g. <c>scope_not_granted</c>.</param>
/// <param name="Count">How often; never 0.</param>
[GenerateSerializer, Immutable, Alias("registry.OutcomeCount")]
public sealed record OutcomeCount([property: Id(0)] string Outcome, [property: Id(1)] long Count);
