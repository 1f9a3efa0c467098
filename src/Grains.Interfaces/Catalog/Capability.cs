using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>Something an app uses that forces scopes on it.</summary>
/// <param name="Id">The capability.</param>
/// <param name="Name">Its name, shown to people exactly so.</param>
/// <param name="RequiresScopes">The scopes that an app with this capability always requests.</param>
public sealed record Capability(CapabilityId Id, string Name, ImmutableArray<ScopeId> RequiresScopes);
