namespace Registry.Grains.Interfaces;

/// <summary>The answer to a check, and where it was given.</summary>
/// <param name="Decision">The answer.</param>
/// <param name="Silo">The address of the silo that the installation is active on, as <see cref="SiloAddress.ToParsableString"/> writes it. A moment later it may be on another one.</param>
[GenerateSerializer, Immutable, Alias("registry.LocatedDecision")]
public readonly record struct LocatedDecision([property: Id(0)] ScopeDecision Decision, [property: Id(1)] string Silo);
