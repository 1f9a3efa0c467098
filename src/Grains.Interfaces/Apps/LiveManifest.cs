using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>What installations depend on: the version of an app that is live, and whether the app may work at all.</summary>
[GenerateSerializer, Immutable, Alias("registry.LiveManifest")]
public sealed record LiveManifest
{
    /// <summary>The app.</summary>
    [Id(0)]
    public required AppId App { get; init; }

    /// <summary>Orders the manifests of one app: the manifest version of the app when this one was made.</summary>
    [Id(1)]
    public required long Sequence { get; init; }

    /// <summary>The manifest version that is live; 0 while a public app has no approved version.</summary>
    [Id(2)]
    public required long Version { get; init; }

    /// <summary>Whether the operator has suspended the app everywhere.</summary>
    [Id(3)]
    public required bool IsSuspended { get; init; }

    /// <summary>Who may install the app.</summary>
    [Id(4)]
    public required AppVisibility Visibility { get; init; }

    /// <summary>Where the current version of the app is in review.</summary>
    [Id(5)]
    public required AppStatus Status { get; init; }

    /// <summary>Whether the live version may be installed where the app is visible.</summary>
    [Id(6)]
    public required bool IsInstallable { get; init; }

    /// <summary>The workspaces that a private app can be installed in.</summary>
    [Id(7)]
    public ImmutableArray<WorkspaceId> Workspaces { get; init; } = [];

    /// <summary>The scopes that the live version requests, in ordinal order.</summary>
    [Id(8)]
    public ImmutableArray<ScopeId> Scopes { get; init; } = [];

    /// <summary>Those of them that its capabilities require.</summary>
    [Id(9)]
    public ImmutableArray<ScopeId> RequiredScopes { get; init; } = [];

    /// <summary>The topics that the live version subscribes to, in ordinal order.</summary>
    [Id(10)]
    public ImmutableArray<TopicId> Topics { get; init; } = [];

    /// <summary>Where notifications go now; null where the app has no endpoint.</summary>
    [Id(11)]
    public WebhookEndpoint? Endpoint { get; init; }
}
