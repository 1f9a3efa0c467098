using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Rows of an app that a filter lets through.</summary>
/// <param name="Rows">Those that were found.</param>
/// <param name="LookedUpTo">Where the look at the rows ended before there was an end, and before there were as many as asked for; else null.</param>
internal readonly record struct InstallationRows(ImmutableArray<InstallationRow> Rows, WorkspaceId? LookedUpTo)
{
    // Unless hardly any lacks the scope, there are enough among these; to find out where ten thousand end takes longer than the page.
    private const int FirstLook = 4;

    /// <summary>Reads them from a storage that finds out first how far to look.</summary>
    /// <param name="filter">Which rows.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="most">How many rows to look at, at most.</param>
    /// <param name="findEnd">Finds the workspace of the last of so many rows; none where there are fewer.</param>
    /// <param name="read">Reads up to that workspace, or to the end where it is null.</param>
    public static async Task<InstallationRows> ReadAsync(
        InstallationFilter filter,
        int limit,
        int most,
        Func<int, Task<ImmutableArray<WorkspaceId>>> findEnd,
        Func<WorkspaceId?, Task<ImmutableArray<InstallationRow>>> read)
    {
        // Whatever the status, rows of others are never visited: only a scope lets many be looked at for few.
        if (filter.LackingScope is null)
        {
            return new(await read(null), null);
        }

        var near = Math.Min(most, limit * FirstLook);
        var found = await ReadToAsync(near);
        return found.LookedUpTo is not null && near < most ? await ReadToAsync(most) : found;

        async Task<InstallationRows> ReadToAsync(int count)
        {
            WorkspaceId? end = await findEnd(count) is [var last] ? last : null;
            var rows = await read(end);
            return new(rows, rows.Length < limit ? end : null);
        }
    }
}
