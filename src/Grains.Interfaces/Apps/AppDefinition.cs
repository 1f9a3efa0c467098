using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>An app as its developer registers it.</summary>
[GenerateSerializer, Immutable, Alias("registry.AppDefinition")]
public sealed record AppDefinition
{
    /// <summary>The name shown to people, 1 to 100 characters.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>Whom the app belongs to.</summary>
    [Id(1)]
    public required DeveloperId Developer { get; init; }

    /// <summary>Who may install it.</summary>
    [Id(2)]
    public required AppVisibility Visibility { get; init; }

    /// <summary>The workspaces that a private app can be installed in.</summary>
    [Id(3)]
    public ImmutableArray<WorkspaceId> Workspaces { get; init; } = [];

    /// <summary>The capabilities that the app uses; the scopes that they require are selected by themselves.</summary>
    [Id(4)]
    public ImmutableArray<CapabilityId> Capabilities { get; init; } = [];

    /// <summary>The scopes that the developer selects.</summary>
    [Id(5)]
    public ImmutableArray<RequestedScope> Scopes { get; init; } = [];

    /// <summary>The webhook endpoint; null for none.</summary>
    [Id(6)]
    public WebhookDefinition? Webhook { get; init; }

    /// <summary>The client secret of an app that is registered now; null for none. One that there is already keeps its own.</summary>
    [Id(7)]
    public NewClientSecret? FirstSecret { get; init; }
}
