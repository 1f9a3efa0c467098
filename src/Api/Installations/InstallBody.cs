using System.Collections.Immutable;
using System.ComponentModel;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>What to grant and to enable on install. Nothing given means everything that the app requests and subscribes to.</summary>
[OptionalBody]
[Example("""{ "scopes": ["read_tags"], "topics": ["company.created"] }""")]
internal sealed record InstallBody
{
    [Items(Limits.ListItems)]
    [Description("The scopes to grant; null or left out for all that the live version requests.")]
    public ImmutableArray<ScopeId>? Scopes { get; set; }

    [Items(Limits.ListItems)]
    [Description("The topics to enable; null or left out for all whose requirement the grant meets.")]
    public ImmutableArray<TopicId>? Topics { get; set; }

    public InstallRequest ToRequest() => new(Scopes, Topics);
}
