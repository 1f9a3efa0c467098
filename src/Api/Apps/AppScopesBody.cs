using System.Collections.Immutable;
using System.ComponentModel;

namespace Registry.Api;

/// <summary>All the scopes that an app requests.</summary>
[Example("""{ "scopes": [{ "id": "read_tags", "reason": "Shows tags in the report" }] }""")]
internal sealed record AppScopesBody
{
    [Items(Limits.ListItems)]
    [Description("The scopes; those that the app's capabilities require must be among them.")]
    public required ImmutableArray<ScopeBody> Scopes { get; set; }
}
