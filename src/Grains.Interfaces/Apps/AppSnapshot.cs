using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>An app at one manifest version.</summary>
[GenerateSerializer, Immutable, Alias("registry.AppSnapshot")]
public sealed record AppSnapshot
{
    /// <summary>The name at that version.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>Who could install it.</summary>
    [Id(1)]
    public required AppVisibility Visibility { get; init; }

    /// <summary>The workspaces that it could be installed in while private.</summary>
    [Id(2)]
    public ImmutableArray<WorkspaceId> Workspaces { get; init; } = [];

    /// <summary>Where it was in review.</summary>
    [Id(3)]
    public required AppStatus Status { get; init; }

    /// <summary>Why it was suspended; null while it was not.</summary>
    [Id(4)]
    public Suspension? Suspension { get; init; }

    /// <summary>The capabilities that it used.</summary>
    [Id(5)]
    public ImmutableArray<CapabilityId> Capabilities { get; init; } = [];

    /// <summary>The scopes that it requested.</summary>
    [Id(6)]
    public ImmutableArray<RequestedScope> Scopes { get; init; } = [];

    /// <summary>The endpoint; null for none.</summary>
    [Id(7)]
    public string? Url { get; init; }

    /// <summary>The topics that it subscribed to.</summary>
    [Id(8)]
    public ImmutableArray<TopicId> Topics { get; init; } = [];

    /// <summary>Why it was rejected; empty otherwise.</summary>
    [Id(9)]
    public ImmutableArray<string> Reasons { get; init; } = [];

    /// <summary>Where a browser could be sent with a code.</summary>
    [Id(10)]
    public ImmutableArray<string> RedirectUris { get; init; } = [];

    /// <summary>The ids of the client secrets that were good.</summary>
    [Id(11)]
    public ImmutableArray<ClientSecretId> ClientSecrets { get; init; } = [];
}
