using System.Globalization;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Finds the entries of a log that a filter lets through. As times never go back in a log, its ends are found without reading what is outside.</summary>
internal sealed class AuditScan(AuditChain chain, AuditFilter filter, bool newestFirst)
{
    private const int MostLookedAt = 2_000;

    private const int PageSize = 200;

    public async Task<Page<AuditEntry>> ReadAsync(long? after, int limit)
    {
        after ??= await FindStartAsync();
        var found = new List<AuditEntry>();
        for (var lookedAt = 0; lookedAt < MostLookedAt; lookedAt += PageSize)
        {
            var page = await chain.ReadAsync(newestFirst, after, PageSize);
            foreach (var (sequence, entry) in page)
            {
                if (entry is not null && IsPast(entry))
                {
                    return new([.. found], null);
                }

                if (entry is not null && IsWanted(entry))
                {
                    if (found.Count == limit)
                    {
                        // There is one more, so the next page is not empty.
                        return new([.. found], Text(after));
                    }

                    found.Add(entry);
                }

                after = sequence;
            }

            if (page.Length < PageSize)
            {
                return new([.. found], null);
            }
        }

        return new([.. found], Text(after));
    }

    private static string? Text(long? sequence) => sequence?.ToString(CultureInfo.InvariantCulture);

    // Beyond the end that is read towards.
    private bool IsPast(AuditEntry entry) => newestFirst ? entry.At < filter.From : entry.At >= filter.Until;

    private bool IsWanted(AuditEntry entry) =>
        (filter.Action is not { } action || entry.Event.Action == action)
        && (filter.Actor is not { } actor || entry.Event.Actor == actor || entry.Event.Actor.StartsWith($"{actor}/", StringComparison.Ordinal))
        && (filter.Subject is not { } subject || entry.Event.Subject == subject)
        && !(entry.At < filter.From)
        && !(entry.At >= filter.Until);

    // The entry that is just outside of what is asked for, where reading begins.
    private async Task<long?> FindStartAsync()
    {
        if ((newestFirst ? filter.Until : filter.From) is not { } bound)
        {
            return null;
        }

        var (last, _) = await chain.FindLastAsync();
        var before = await FirstAtOrAfterAsync(bound, last.Sequence);
        return newestFirst ? before : before - 1;
    }

    // The first entry at or after a time; one past the last where there is none.
    private async Task<long> FirstAtOrAfterAsync(DateTimeOffset time, long last)
    {
        var (low, high) = (1L, last + 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (await chain.ReadAsync(newestFirst: false, middle - 1, 1) is [(_, { } entry)] && entry.At < time)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
