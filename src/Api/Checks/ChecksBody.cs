using System.Collections.Immutable;
using System.ComponentModel;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Several checks at once.</summary>
[Example("""{ "checks": [{ "workspace": "ws_acme", "app": "fin-reports", "scope": "read_tags", "minRevision": 7 }] }""")]
internal sealed record ChecksBody
{
    [Items(Limits.ChecksInBatch, Least = 1, DuplicatesPermitted = true)]
    [Description("The checks; the results come in the same order.")]
    public required ImmutableArray<CheckBody> Checks { get; set; }
}
