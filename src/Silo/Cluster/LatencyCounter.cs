using System.Collections.Immutable;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>Sorts durations in seconds into buckets.</summary>
internal class LatencyCounter : Measured
{
    private readonly int[] counts = new int[LatencyScale.Buckets];

    public override void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        Interlocked.Increment(ref counts[LatencyScale.BucketOf(value)]);

    /// <summary>What was measured since the last time.</summary>
    public LatencyCounts Take()
    {
        var taken = new int[counts.Length];
        var (first, last) = (counts.Length, -1);
        for (var index = 0; index < counts.Length; index++)
        {
            if ((taken[index] = Interlocked.Exchange(ref counts[index], 0)) > 0)
            {
                (first, last) = (Math.Min(first, index), index);
            }
        }

        return last < 0 ? LatencyCounts.None : new(first, ImmutableArray.Create(taken, first, last - first + 1));
    }
}
