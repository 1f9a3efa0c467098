using System.Collections.Immutable;
using System.ComponentModel;

namespace Registry.Api;

/// <summary>The answers to several checks.</summary>
[Example("""{ "results": [{ "allowed": true, "reason": "granted", "revision": 7 }] }""")]
internal sealed record ChecksResponse([property: Description("One result for each check, in the same order.")] ImmutableArray<CheckResponse> Results);
