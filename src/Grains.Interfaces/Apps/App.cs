using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>An app, as seen from outside. Lists are in ordinal order of their ids.</summary>
[GenerateSerializer, Immutable, Alias("registry.App")]
public sealed record App
{
    /// <summary>The app.</summary>
    [Id(0)]
    public required AppId Id { get; init; }

    /// <summary>The name shown to people.</summary>
    [Id(1)]
    public required string Name { get; init; }

    /// <summary>Whom the app belongs to.</summary>
    [Id(2)]
    public required DeveloperId Developer { get; init; }

    /// <summary>Who may install it.</summary>
    [Id(3)]
    public required AppVisibility Visibility { get; init; }

    /// <summary>The workspaces that it can be installed in while it is private.</summary>
    [Id(4)]
    public ImmutableArray<WorkspaceId> Workspaces { get; init; } = [];

    /// <summary>Where the current version is in review.</summary>
    [Id(5)]
    public required AppStatus Status { get; init; }

    /// <summary>Why the app is suspended everywhere; null while it is not.</summary>
    [Id(6)]
    public Suspension? Suspension { get; init; }

    /// <summary>The capabilities that it uses.</summary>
    [Id(7)]
    public ImmutableArray<CapabilityId> Capabilities { get; init; } = [];

    /// <summary>The scopes that it requests.</summary>
    [Id(8)]
    public ImmutableArray<AppScope> Scopes { get; init; } = [];

    /// <summary>The webhook endpoint with its topics; null for none.</summary>
    [Id(9)]
    public AppWebhook? Webhook { get; init; }

    /// <summary>Grows by one with every change.</summary>
    [Id(10)]
    public required long ManifestVersion { get; init; }

    /// <summary>The version that installations depend on, where it is another than the current one.</summary>
    [Id(11)]
    public LiveVersion? Live { get; init; }

    /// <summary>What an operator decided last about the app and what looks over-privileged.</summary>
    [Id(12)]
    public required AppReview Review { get; init; }

    /// <summary>When the app was registered, UTC.</summary>
    [Id(13)]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed, UTC.</summary>
    [Id(14)]
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>How it takes part in OAuth 2.0.</summary>
    [Id(15)]
    public AppOAuth OAuth { get; init; } = new();
}
