using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Rows of an app that a filter lets through.</summary>
/// <param name="Rows">Those that were found.</param>
/// <param name="LookedUpTo">Where the look at the rows ended before there was an end, and before there were as many as asked for; else null.</param>
internal readonly record struct InstallationRows(ImmutableArray<InstallationRow> Rows, WorkspaceId? LookedUpTo);
