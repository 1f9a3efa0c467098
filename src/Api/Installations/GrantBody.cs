using System.Collections.Immutable;
using System.ComponentModel;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>The whole grant of an installation.</summary>
[Example("""{ "scopes": ["read_conversations", "read_tags"] }""")]
internal sealed record GrantBody
{
    [Items(Limits.ListItems)]
    [Description("The scopes that are granted from now on, and no others.")]
    public required ImmutableArray<ScopeId> Scopes { get; set; }
}
