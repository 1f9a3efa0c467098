using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>
/// A row per installation, reachable by app and by workspace. A row carries the revision it was completed at and the
/// highest revision that was announced for it; it is <em>marked</em> while the latter is higher. Marking and completing
/// only let them grow, so the order in which those calls of two activations or of a retry arrive does not matter.
/// <see cref="ReleaseAsync"/> lowers the announced one: only the grain itself calls it, in its own turn.
/// </summary>
/// <remarks>
/// Every write is durable when the call returns, is safe to repeat, and either happens as a whole or not at all.
/// A write whose answer was lost may still arrive later, after other writes of the row. That does no harm as long as a mark
/// touches the row also where it changes nothing, and <see cref="ReleaseAsync"/> writes on the condition that the row
/// is as it was read: an announcement made in between can't be taken back by a release of before.
/// A storage that can't be reached or can't take the write throws <see cref="RegistryUnavailableException"/>.
/// </remarks>
internal interface IInstallationIndex
{
    /// <summary>Announces that <paramref name="revision"/> is about to be written; makes the row where there is none.</summary>
    Task MarkAsync(InstallationKey key, long revision);

    /// <summary>Stores <paramref name="record"/> in the row, unless the row was completed at the same or a later revision. Makes the row where there is none.</summary>
    Task CompleteAsync(InstallationKey key, InstallationRecord record);

    /// <summary>
    /// Takes back the announcement of revisions that were never written: the row is now as <paramref name="record"/>
    /// says and unmarked, unless it was completed at a later revision. Null for an app that was never installed there:
    /// a row that was never completed is removed. Called by the grain only, in its own turn: an announcement made
    /// meanwhile would be lost.
    /// </summary>
    Task ReleaseAsync(InstallationKey key, InstallationRecord? record);

    /// <summary>
    /// Rows of an app by workspace id, ordinal, after <paramref name="after"/>, up to <paramref name="limit"/>. The
    /// filter applies to completed rows; marked rows are always among the answer, because only the grain knows. A null
    /// status means all but uninstalled.
    /// </summary>
    /// <param name="app">The app.</param>
    /// <param name="filter">Which rows.</param>
    /// <param name="after">The workspace that the page before ended with; null for the first page.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="most">How many rows of the status are looked at for one that lacks a scope, about: there may be a million, and none that does.</param>
    Task<InstallationRows> ReadByAppAsync(AppId app, InstallationFilter filter, WorkspaceId? after, int limit, int most);

    /// <summary>The same, however many rows have to be looked at.</summary>
    async Task<ImmutableArray<InstallationRow>> ReadByAppAsync(AppId app, InstallationFilter filter, WorkspaceId? after, int limit) =>
        (await ReadByAppAsync(app, filter, after, limit, int.MaxValue)).Rows;

    /// <summary>Counts the installations of an app that are not uninstalled by what they may do, up to about <paramref name="most"/> of them.</summary>
    Task<AlikeInstallations> CountAlikeAsync(AppId app, int most) => AlikeInstallations.ReadAsync(this, app, most);

    /// <summary>The same, of a workspace, by app id.</summary>
    Task<ImmutableArray<InstallationRow>> ReadByWorkspaceAsync(WorkspaceId workspace, InstallationFilter filter, AppId? after, int limit);

    /// <summary>All rows, of whatever status, by workspace id and app id, after <paramref name="after"/>, up to <paramref name="limit"/>.</summary>
    Task<ImmutableArray<InstallationKey>> ReadAllAsync(InstallationKey? after, int limit);

    /// <summary>Marked rows, by workspace id and app id, after <paramref name="after"/>, up to <paramref name="limit"/>.</summary>
    Task<ImmutableArray<InstallationKey>> ReadMarkedAsync(InstallationKey? after, int limit);
}
