using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>One app in one workspace, as seen from outside. Lists are in ordinal order of their ids.</summary>
[GenerateSerializer, Immutable, Alias("registry.Installation")]
public sealed record Installation
{
    /// <summary>The workspace and the app.</summary>
    [Id(0)]
    public required InstallationKey Key { get; init; }

    /// <summary>Where the installation is in its life.</summary>
    [Id(1)]
    public required InstallationStatus Status { get; init; }

    /// <summary>Why it is suspended; null while it is not.</summary>
    [Id(2)]
    public Suspension? Suspension { get; init; }

    /// <summary>What the workspace has granted.</summary>
    [Id(3)]
    public ImmutableArray<ScopeId> GrantedScopes { get; init; } = [];

    /// <summary>What the app may do now: granted and requested; empty while the installation or the app is not active.</summary>
    [Id(4)]
    public ImmutableArray<ScopeId> EffectiveScopes { get; init; } = [];

    /// <summary>Requested by the live manifest and not granted: they wait for the consent of a workspace admin.</summary>
    [Id(5)]
    public ImmutableArray<ScopeId> PendingScopes { get; init; } = [];

    /// <summary>The topics that the live manifest subscribes to.</summary>
    [Id(6)]
    public ImmutableArray<InstallationTopic> Topics { get; init; } = [];

    /// <summary>Grows by one with every accepted change; never restarts.</summary>
    [Id(7)]
    public required long Revision { get; init; }

    /// <summary>The version of the app's live manifest that the above was worked out from.</summary>
    [Id(8)]
    public required long ManifestVersion { get; init; }

    /// <summary>When the app was (last) installed, UTC.</summary>
    [Id(9)]
    public required DateTimeOffset InstalledAt { get; init; }

    /// <summary>Who (last) installed it.</summary>
    [Id(10)]
    public required string InstalledBy { get; init; }

    /// <summary>When the installation was last changed, UTC.</summary>
    [Id(11)]
    public required DateTimeOffset UpdatedAt { get; init; }
}
