namespace Registry.Grains.Interfaces;

/// <summary>A scope that a developer selects.</summary>
/// <param name="Id">The scope.</param>
/// <param name="Reason">Why the app needs it, for people; may be null until the app is submitted.</param>
[GenerateSerializer, Immutable, Alias("registry.RequestedScope")]
public sealed record RequestedScope([property: Id(0)] ScopeId Id, [property: Id(1)] string? Reason = null);
