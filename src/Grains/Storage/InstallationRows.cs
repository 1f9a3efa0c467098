using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Rows of an app that a filter lets through.</summary>
/// <param name="Rows">Those that were found.</param>
/// <param name="LookedUpTo">Where the look at the rows ended before there was an end, and before there were as many as asked for; else null.</param>
internal readonly record struct InstallationRows(ImmutableArray<InstallationRow> Rows, WorkspaceId? LookedUpTo)
{
    /// <summary>Reads them from a storage that finds out first how far to look.</summary>
    /// <param name="filter">Which rows.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="findEnd">Finds the workspace of the last row to look at; none where there are fewer rows.</param>
    /// <param name="read">Reads up to that workspace, or to the end where it is null.</param>
    public static async Task<InstallationRows> ReadAsync(
        InstallationFilter filter,
        int limit,
        Func<Task<ImmutableArray<WorkspaceId>>> findEnd,
        Func<WorkspaceId?, Task<ImmutableArray<InstallationRow>>> read)
    {
        // Whatever the status, rows of others are never visited: only a scope lets many be looked at for few.
        WorkspaceId? end = filter.LackingScope is not null && await findEnd() is [var last] ? last : null;
        var rows = await read(end);
        return new(rows, rows.Length < limit ? end : null);
    }
}
