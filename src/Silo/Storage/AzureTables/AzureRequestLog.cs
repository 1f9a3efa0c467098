using System.Globalization;
using Azure.Data.Tables;
using Registry.Grains;

namespace Registry.Silo;

/// <summary>
/// A row per answer, and in another table one that says when it expires, in the order of that. The latter is written first
/// and deleted last, so that none is ever forgotten.
/// </summary>
internal sealed class AzureRequestLog(AzureTables tables) : IRequestLog
{
    private const string Key = "Key";

    private const string Fingerprint = "Fingerprint";

    private const string Answer = "Answer";

    private const string ExpiresAt = "ExpiresAt";

    private const string Owner = "Owner";

    private const string Row = "Row";

    private const int Parallelism = 8;

    public Task<RecordedRequest?> FindAsync(JournalOwner owner, string key) => tables.ReadAsync("request.find", async () =>
    {
        var row = await AzureTables.FindAsync(tables.Requests, AzureKey.Encode(owner.Value), AzureKey.Digest(key)).ConfigureAwait(false);
        return row is null ? null : new RecordedRequest
        {
            Key = key,
            Fingerprint = row.GetString(Fingerprint),
            Answer = EntityPayload.Read(row, Answer)!,
            ExpiresAt = Expiry(row),
        };
    });

    public Task RecordAsync(JournalOwner owner, RecordedRequest request)
    {
        var row = new TableEntity(AzureKey.Encode(owner.Value), AzureKey.Digest(request.Key))
        {
            [Key] = request.Key,
            [Fingerprint] = request.Fingerprint,
            [ExpiresAt] = request.ExpiresAt.UtcTicks,
        };
        EntityPayload.Write(row, Answer, request.Answer);
        var id = AzureKey.Digest($"{row.PartitionKey},{row.RowKey}");
        var expiry = new TableEntity(AzureKey.PartitionOf(Hour(request.ExpiresAt), id), $"{Ticks(request.ExpiresAt)},{id}")
        {
            [Owner] = row.PartitionKey,
            [Row] = row.RowKey,
        };

        return tables.WriteAsync("request.record", async () =>
        {
            await tables.RequestExpiry.UpsertEntityAsync(expiry, TableUpdateMode.Replace).ConfigureAwait(false);
            await tables.Requests.UpsertEntityAsync(row, TableUpdateMode.Replace).ConfigureAwait(false);
        });
    }

    public Task<int> DeleteExpiredAsync(DateTimeOffset now, int limit) => tables.WriteAsync("request.delete_expired", async () =>
    {
        // Hours that are over come first in the table, so this stops at the first rows that have time left.
        var filter = $"PartitionKey lt '{Hour(now.AddHours(1))}' and RowKey lt '{Ticks(now)}'";
        for (var deleted = 0; ;)
        {
            var expired = await AzureTables.TakeAsync(AzureTables.QueryAsync(tables.RequestExpiry, filter, limit - deleted), limit - deleted).ConfigureAwait(false);
            if (expired.IsEmpty)
            {
                return deleted;
            }

            await Parallel.ForEachAsync(expired, new ParallelOptions { MaxDegreeOfParallelism = Parallelism }, async (row, _) =>
            {
                if (await DeleteAsync(row, now).ConfigureAwait(false))
                {
                    Interlocked.Increment(ref deleted);
                }
            }).ConfigureAwait(false);
            if (deleted == limit)
            {
                return deleted;
            }
        }
    });

    // An answer that was recorded again under its key has another row for its expiry.
    private async Task<bool> DeleteAsync(TableEntity expiry, DateTimeOffset now)
    {
        var request = await AzureTables.FindAsync(tables.Requests, expiry.GetString(Owner), expiry.GetString(Row), [ExpiresAt]).ConfigureAwait(false);
        var isDeleted = request is not null
            && Expiry(request) < now
            && await AzureWrites.TryDeleteAsync(tables.Requests, expiry.GetString(Owner), expiry.GetString(Row), request.ETag).ConfigureAwait(false);
        await AzureWrites.TryDeleteAsync(tables.RequestExpiry, expiry).ConfigureAwait(false);
        return isDeleted;
    }

    private static DateTimeOffset Expiry(TableEntity row) => new(row.GetInt64(ExpiresAt)!.Value, TimeSpan.Zero);

    private static string Hour(DateTimeOffset time) => string.Create(CultureInfo.InvariantCulture, $"{time.UtcTicks / TimeSpan.TicksPerHour:D8}");

    private static string Ticks(DateTimeOffset time) => string.Create(CultureInfo.InvariantCulture, $"{time.UtcTicks:D19}");
}
