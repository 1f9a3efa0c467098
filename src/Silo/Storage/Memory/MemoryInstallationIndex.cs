using System.Collections.Immutable;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

internal sealed class MemoryInstallationIndex(MemoryTables tables) : IInstallationIndex
{
    public Task MarkAsync(InstallationKey key, long revision) => Change(key, row =>
        row with { Announced = Math.Max(row.Announced, revision) });

    public Task CompleteAsync(InstallationKey key, InstallationRecord record) => Change(key, row =>
        row.Revision < record.Revision ? new(Math.Max(row.Announced, record.Revision), record) : row);

    public Task ReleaseAsync(InstallationKey key, InstallationRecord? record) => Change(key, row =>
    {
        if (record is null)
        {
            return row.Record is null ? null : row;
        }

        return row.Revision <= record.Revision ? new(record.Revision, record) : row;
    });

    public async Task<InstallationRows> ReadByAppAsync(AppId app, InstallationFilter filter, WorkspaceId? after, int limit, int most)
    {
        var looked = await Read(key => key.App == app && IsAfter(key.Workspace.Value, after?.Value), filter with { LackingScope = null }, most);
        var rows = looked.Where(row => row.MayLack(filter.LackingScope)).Take(limit).ToImmutableArray();
        return new(rows, rows.Length < limit && looked.Length == most ? looked[^1].Key.Workspace : null);
    }

    public Task<ImmutableArray<InstallationRow>> ReadByWorkspaceAsync(WorkspaceId workspace, InstallationFilter filter, AppId? after, int limit) =>
        Read(key => key.Workspace == workspace && IsAfter(key.App.Value, after?.Value), filter, limit);

    public Task<ImmutableArray<InstallationKey>> ReadAllAsync(InstallationKey? after, int limit) => ReadKeys(_ => true, after, limit);

    public Task<ImmutableArray<InstallationKey>> ReadMarkedAsync(InstallationKey? after, int limit) => ReadKeys(row => row.IsMarked, after, limit);

    private Task<ImmutableArray<InstallationKey>> ReadKeys(Func<MemoryInstallationRow, bool> isWanted, InstallationKey? after, int limit)
    {
        lock (tables.Lock)
        {
            var order = tables.Installations.Comparer;
            return Task.FromResult(tables.Installations
                .Where(pair => isWanted(pair.Value) && (after is not { } last || order.Compare(pair.Key, last) > 0))
                .Select(pair => pair.Key)
                .Take(limit)
                .ToImmutableArray());
        }
    }

    private static bool IsAfter(string id, string? after) => after is null || string.CompareOrdinal(id, after) > 0;

    private static bool Matches(MemoryInstallationRow row, InstallationFilter filter) => row.IsMarked
        || (row.Record is { } record
            && (filter.Status is { } status ? record.Status == status : record.Status != InstallationStatus.Uninstalled));

    private Task Change(InstallationKey key, Func<MemoryInstallationRow, MemoryInstallationRow?> change)
    {
        lock (tables.Lock)
        {
            var changed = change(tables.Installations.GetValueOrDefault(key) ?? new(0, null));
            if (changed is null)
            {
                tables.Installations.Remove(key);
            }
            else
            {
                tables.Installations[key] = changed;
            }
        }

        return Task.CompletedTask;
    }

    private Task<ImmutableArray<InstallationRow>> Read(Func<InstallationKey, bool> isWanted, InstallationFilter filter, int limit)
    {
        lock (tables.Lock)
        {
            return Task.FromResult(tables.Installations
                .Where(pair => isWanted(pair.Key) && Matches(pair.Value, filter))
                .Select(pair => new InstallationRow(pair.Key, pair.Value.Record, pair.Value.IsMarked))
                .Where(row => row.MayLack(filter.LackingScope))
                .Take(limit)
                .ToImmutableArray());
        }
    }
}
