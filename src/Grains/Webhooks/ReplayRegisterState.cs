using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Which replays run, or may do so.</summary>
internal sealed record ReplayRegisterState
{
    public ImmutableDictionary<AppId, ReplayId> Running { get; init; } = ImmutableDictionary<AppId, ReplayId>.Empty;
}
