using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>Everything an app may do in a workspace, now.</summary>
/// <param name="Scopes">Granted and requested by the live manifest; empty while the installation or the app is not active.</param>
/// <param name="Revision">The revision of the installation that this was decided on; 0 where it was never installed.</param>
[GenerateSerializer, Immutable, Alias("registry.EffectiveScopes")]
public sealed record EffectiveScopes([property: Id(0)] ImmutableArray<ScopeId> Scopes, [property: Id(1)] long Revision);
