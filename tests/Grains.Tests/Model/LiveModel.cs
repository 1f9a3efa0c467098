using System.Collections.Immutable;

namespace Registry.Grains.Tests;

/// <summary>What installations of an app depend on.</summary>
internal sealed record LiveModel(
    long Version,
    bool IsApproved,
    ImmutableSortedSet<string> Scopes,
    ImmutableSortedSet<string> Required,
    ImmutableSortedSet<string> Topics);
