using System.Collections.Immutable;
using System.ComponentModel;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>The catalog as loaded, in the order of its file.</summary>
[Example("""
    {
      "version": 1,
      "groups": [{ "id": "people_and_conversation_data", "name": "People & conversation data", "tier": "standard" }],
      "scopes": [{ "id": "read_tags", "name": "Read tags", "description": "List all tags", "group": "people_and_conversation_data", "tier": "standard" }],
      "capabilities": [{ "id": "canvas_kit", "name": "Canvas Kit", "requiresScopes": ["read_conversations"] }],
      "topics": [{ "id": "visitor.signed_up", "object": "visitor", "description": "A visitor became a user", "requiresAnyOf": ["read_and_write_users"] }]
    }
    """)]
internal sealed record CatalogResponse(
    [property: Description("The version of the form of the document.")] int Version,
    [property: Description("The groups that scopes are shown in.")] ImmutableArray<ScopeGroup> Groups,
    [property: Description("The scopes that the platform offers.")] ImmutableArray<CatalogScope> Scopes,
    [property: Description("What an app can use that forces scopes on it.")] ImmutableArray<Capability> Capabilities,
    [property: Description("The kinds of webhook notification.")] ImmutableArray<Topic> Topics);
