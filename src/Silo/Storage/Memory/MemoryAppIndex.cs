using System.Collections.Immutable;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

internal sealed class MemoryAppIndex(MemoryTables tables) : IAppIndex
{
    public Task AddAsync(AppId app, DeveloperId developer)
    {
        lock (tables.Lock)
        {
            tables.Apps[app.Value] = developer;
        }

        return Task.CompletedTask;
    }

    public Task<ImmutableArray<AppId>> ReadAsync(DeveloperId? developer, AppId? after, int limit)
    {
        lock (tables.Lock)
        {
            return Task.FromResult(tables.Apps
                .Where(pair => (developer is null || pair.Value == developer) && (after is not { } last || string.CompareOrdinal(pair.Key, last.Value) > 0))
                .Select(pair => AppId.Parse(pair.Key))
                .Take(limit)
                .ToImmutableArray());
        }
    }
}
