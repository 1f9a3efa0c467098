using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Durations of several processes put together. Percentiles can't be averaged, so it is the counts that are added.</summary>
internal sealed class LatencySum
{
    private readonly long[] counts = new long[LatencyScale.Buckets];

    public void Add(LatencyCounts latency)
    {
        for (var index = 0; index < latency.Counts.Length; index++)
        {
            // A version with more buckets is not to bring the board down.
            counts[Math.Clamp(latency.First + index, 0, counts.Length - 1)] += latency.Counts[index];
        }
    }

    public LatencySummary? Summarize()
    {
        var count = counts.Sum();
        return count == 0 ? null : new(count, Percentile(count, 0.50), Percentile(count, 0.95), Percentile(count, 0.99));
    }

    private TimeSpan Percentile(long count, double share)
    {
        var rank = (long)Math.Ceiling(count * share);
        var bucket = 0;
        for (var below = counts[0]; below < rank; below += counts[bucket])
        {
            bucket++;
        }

        return LatencyScale.Middle(bucket);
    }
}
