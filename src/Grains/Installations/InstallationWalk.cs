using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Goes through the installations of an app, as their rows have them, to count something.</summary>
internal sealed class InstallationWalk(IInstallationIndex index)
{
    private const int PageSize = 200;

    // A page of an app with a million installations must not read them all.
    private const int MostInstallations = 10_000;

    /// <summary>
    /// Shows all that are not uninstalled, up to a limit. A marked row is shown as it was completed last, without asking the
    /// grain: a count may be off by the changes under way.
    /// </summary>
    /// <returns>How many were shown, and whether these were all.</returns>
    public async Task<(int Count, bool IsComplete)> VisitAsync(AppId app, Action<InstallationKey, InstallationRecord> visit)
    {
        var visited = 0;
        var read = 0;
        WorkspaceId? last = null;
        ImmutableArray<InstallationRow> page;
        do
        {
            page = await index.ReadByAppAsync(app, new(), last, PageSize);
            foreach (var row in page)
            {
                if (row.Record is { Status: not InstallationStatus.Uninstalled } record)
                {
                    visit(row.Key, record);
                    visited++;
                }
            }

            read += page.Length;
            last = page.IsEmpty ? null : page[^1].Key.Workspace;
        }
        while (page.Length == PageSize && read < MostInstallations);

        return (visited, page.Length < PageSize);
    }
}
