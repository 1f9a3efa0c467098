using System.Collections.Immutable;
using System.ComponentModel;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>The approved version that stays live while a later one waits for review.</summary>
internal sealed record LiveVersionResponse(
    [property: Description("Its version.")] long ManifestVersion,
    [property: Description("The scopes that it requests.")] ImmutableArray<ScopeId> Scopes,
    [property: Description("The topics that it subscribes to.")] ImmutableArray<TopicId> Topics)
{
    public static LiveVersionResponse? From(LiveVersion? live) => live is null ? null : new(live.ManifestVersion, live.Scopes, live.Topics);
}
