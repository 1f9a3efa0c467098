using Registry.Grains;

namespace Registry.Silo;

internal sealed class MemoryRequestLog(MemoryTables tables) : IRequestLog
{
    public Task<RecordedRequest?> FindAsync(JournalOwner owner, string key)
    {
        lock (tables.Lock)
        {
            return Task.FromResult(tables.Requests.GetValueOrDefault((owner, key)));
        }
    }

    public Task RecordAsync(JournalOwner owner, RecordedRequest request)
    {
        lock (tables.Lock)
        {
            tables.Requests[(owner, request.Key)] = request;
        }

        return Task.CompletedTask;
    }

    public Task<int> DeleteExpiredAsync(DateTimeOffset now, int limit)
    {
        lock (tables.Lock)
        {
            var expired = tables.Requests
                .Where(pair => pair.Value.ExpiresAt < now)
                .OrderBy(pair => pair.Value.ExpiresAt)
                .Select(pair => pair.Key)
                .Take(limit)
                .ToList();
            expired.ForEach(key => tables.Requests.Remove(key));
            return Task.FromResult(expired.Count);
        }
    }
}
