using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>
/// How many durations fell into each bucket. Buckets are the same in every process, so that counts of several can be added:
/// bucket 0 is up to 10 µs, bucket <c>i</c> from there up to 10 µs × 2^(i/8), and bucket 191 has all that took longer than
/// 141 s.
/// </summary>
/// <param name="First">The bucket that the first count is of.</param>
/// <param name="Counts">One count a bucket.</param>
[GenerateSerializer, Immutable, Alias("registry.LatencyCounts")]
public sealed record LatencyCounts([property: Id(0)] int First, [property: Id(1)] ImmutableArray<int> Counts)
{
    /// <summary>Nothing was measured.</summary>
    public static LatencyCounts None { get; } = new(0, []);
}
