using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>An app as the rules of the domain see it. Ids are plain text in ordinal sets.</summary>
internal sealed record AppModel
{
    public required string Name { get; init; }

    public required DeveloperId Developer { get; init; }

    public required AppVisibility Visibility { get; init; }

    public ImmutableSortedSet<string> Workspaces { get; init; } = Ids.None;

    public ImmutableSortedSet<string> Capabilities { get; init; } = Ids.None;

    /// <summary>Requested scopes with their reasons.</summary>
    public ImmutableSortedDictionary<string, string?> Scopes { get; init; } = Ids.NoReasons;

    public string? Url { get; init; }

    public ImmutableSortedSet<string> Topics { get; init; } = Ids.None;

    public AppStatus Status { get; init; } = AppStatus.Draft;

    public Suspension? Suspension { get; init; }

    public ImmutableArray<string> Reasons { get; init; } = [];

    public long Version { get; init; }

    public LiveModel? Live { get; init; }

    public DateTimeOffset? SubmittedAt { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public string? DecidedBy { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }
}
