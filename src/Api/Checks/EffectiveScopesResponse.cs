using System.Collections.Immutable;
using System.ComponentModel;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Everything an app may do in a workspace.</summary>
[Example("""{ "effectiveScopes": ["read_conversations", "read_tags"], "revision": 7 }""")]
internal sealed record EffectiveScopesResponse(
    [property: Description("The scopes; empty while the installation or the app is not active.")] ImmutableArray<ScopeId> EffectiveScopes,
    [property: Description("The revision of the installation that this was decided on; 0 where the app was never installed.")] long Revision);
