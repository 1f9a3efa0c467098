using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>The scopes of an app that any installation has used, in ordinal order.</summary>
internal sealed class AppUsage
{
    public ImmutableArray<ScopeId> Scopes { get; init; } = [];
}
