using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>A scope that an app requests.</summary>
/// <param name="Id">The scope.</param>
/// <param name="Reason">Why the app needs it; null where none was given.</param>
/// <param name="RequiredBy">The capabilities of the app that force it; empty where the developer chose it freely.</param>
[GenerateSerializer, Immutable, Alias("registry.AppScope")]
public sealed record AppScope(
    [property: Id(0)] ScopeId Id,
    [property: Id(1)] string? Reason,
    [property: Id(2)] ImmutableArray<CapabilityId> RequiredBy);
