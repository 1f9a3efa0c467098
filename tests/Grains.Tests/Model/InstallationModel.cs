using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>An installation as the rules of the domain see it. Ids are plain text in ordinal sets.</summary>
internal sealed record InstallationModel
{
    public InstallationStatus Status { get; init; } = InstallationStatus.Installed;

    public Suspension? Suspension { get; init; }

    public ImmutableSortedSet<string> Granted { get; init; } = Ids.None;

    /// <summary>Topics switched off here.</summary>
    public ImmutableSortedSet<string> Disabled { get; init; } = Ids.None;

    public long Revision { get; init; }

    public DateTimeOffset InstalledAt { get; init; }

    public string InstalledBy { get; init; } = "";

    public DateTimeOffset UpdatedAt { get; init; }
}
