namespace Registry.Grains.Interfaces;

/// <summary>In how many installations the change of a requested scope would be felt.</summary>
/// <param name="Id">The scope.</param>
/// <param name="Installations">In how many.</param>
[GenerateSerializer, Immutable, Alias("registry.ScopeImpact")]
public sealed record ScopeImpact([property: Id(0)] ScopeId Id, [property: Id(1)] int Installations);
