using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>An app as a workspace sees it that has it or may install it: what the live version asks for, and whose it is.</summary>
[GenerateSerializer, Immutable, Alias("registry.AppOffer")]
public sealed record AppOffer
{
    /// <summary>The app.</summary>
    [Id(0)]
    public required AppId App { get; init; }

    /// <summary>The name shown to people.</summary>
    [Id(1)]
    public required string Name { get; init; }

    /// <summary>Whom the app belongs to.</summary>
    [Id(2)]
    public required DeveloperId Developer { get; init; }

    /// <summary>The live manifest version, which is what would be consented to.</summary>
    [Id(3)]
    public required long ManifestVersion { get; init; }

    /// <summary>The scopes that it requests, each with the reason that the developer gave for it, in ordinal order of their ids.</summary>
    [Id(4)]
    public ImmutableArray<AppScope> Scopes { get; init; } = [];

    /// <summary>The topics that it subscribes to, in ordinal order.</summary>
    [Id(5)]
    public ImmutableArray<TopicId> Topics { get; init; } = [];
}
