using System.Collections.Immutable;
using System.ComponentModel;

namespace Registry.Api;

/// <summary>The access tokens of an installation.</summary>
[Example("""
    {
      "items": [{ "id": "4f1c9a0b7d3e6528", "name": "Production", "createdAt": "2026-11-23T15:20:01Z", "createdBy": "workspace_admin:ws_acme", "expires": false }]
    }
    """)]
internal sealed record AccessTokensResponse(
    [property: Description("Those that are good, oldest first; at most 20.")] ImmutableArray<AccessTokenResponse> Items);
