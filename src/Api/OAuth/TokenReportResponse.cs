using System.Collections.Immutable;
using System.ComponentModel;

namespace Registry.Api;

/// <summary>What became of tokens that were reported.</summary>
[Example("""{ "results": ["revoked", "not_good"] }""")]
internal sealed record TokenReportResponse(
    [property: Description("For each token, in the order of the request: revoked, or not_good where it is none, or not good any more.")] ImmutableArray<string> Results);
