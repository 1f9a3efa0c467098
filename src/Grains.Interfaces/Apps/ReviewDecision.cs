using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>What an operator decides about a submitted app.</summary>
/// <param name="Approve">Whether the app may be installed in this version.</param>
/// <param name="Reasons">Why not; at least one where the app is rejected, empty where it is approved.</param>
[GenerateSerializer, Immutable, Alias("registry.ReviewDecision")]
public sealed record ReviewDecision([property: Id(0)] bool Approve, [property: Id(1)] ImmutableArray<string> Reasons);
