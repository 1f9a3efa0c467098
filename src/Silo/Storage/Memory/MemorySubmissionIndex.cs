using System.Collections.Immutable;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

internal sealed class MemorySubmissionIndex(MemoryTables tables) : ISubmissionIndex
{
    public Task AddAsync(AppId app, long version)
    {
        lock (tables.Lock)
        {
            tables.Submissions[app.Value] = Math.Max(tables.Submissions.GetValueOrDefault(app.Value), version);
        }

        return Task.CompletedTask;
    }

    public Task RemoveAsync(AppId app, long version)
    {
        lock (tables.Lock)
        {
            if (tables.Submissions.TryGetValue(app.Value, out var announced) && announced <= version)
            {
                tables.Submissions.Remove(app.Value);
            }
        }

        return Task.CompletedTask;
    }

    public Task<ImmutableArray<AppId>> ReadAsync(AppId? after, int limit)
    {
        lock (tables.Lock)
        {
            return Task.FromResult(tables.Submissions.Keys
                .Where(app => after is not { } last || string.CompareOrdinal(app, last.Value) > 0)
                .Select(app => AppId.Parse(app))
                .Take(limit)
                .ToImmutableArray());
        }
    }
}
