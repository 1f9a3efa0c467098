using System.Collections.Immutable;
using System.ComponentModel;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>An app as its developer registers it.</summary>
[Example("""
    {
      "name": "Fin reports", "developer": "dev_fin", "visibility": "private", "workspaces": ["ws_acme"],
      "capabilities": ["canvas_kit"],
      "scopes": [{ "id": "read_tags", "reason": "Shows tags in the report" }],
      "webhook": { "url": "https://fin.example/hooks", "topics": ["company.created"] }
    }
    """)]
internal sealed record AppBody
{
    [Text(TextRule.MostName)]
    [Description("The name shown to people.")]
    public required string Name { get; set; }

    [Description("Whom the app belongs to. A developer may leave it out; an operator must name one.")]
    public DeveloperId? Developer { get; set; }

    [OneOf("private", "public")]
    [Description("private: can be installed in `workspaces` only, without review. public: in every workspace, once approved.")]
    public required string Visibility { get; set; }

    [Items(Limits.ListItems)]
    [Description("The workspaces that a private app can be installed in.")]
    public ImmutableArray<WorkspaceId> Workspaces { get; set; } = [];

    [Items(Limits.ListItems)]
    [Description("The capabilities that the app uses; the scopes that they require are selected by themselves.")]
    public ImmutableArray<CapabilityId> Capabilities { get; set; } = [];

    [Items(Limits.ListItems)]
    [Description("The scopes that the developer selects.")]
    public ImmutableArray<ScopeBody> Scopes { get; set; } = [];

    [Description("The webhook endpoint; null or left out for none.")]
    public WebhookBody? Webhook { get; set; }

    public AppDefinition ToDefinition(DeveloperId developer) => new()
    {
        Name = Name,
        Developer = developer,
        Visibility = JsonNames.TryParse(Visibility, out AppVisibility visibility) ? visibility : throw new System.Diagnostics.UnreachableException(),
        Workspaces = Workspaces,
        Capabilities = Capabilities,
        Scopes = [.. Scopes.Select(scope => scope.ToScope())],
        Webhook = Webhook?.ToDefinition(),
    };
}
