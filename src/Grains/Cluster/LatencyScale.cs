namespace Registry.Grains;

/// <summary>The buckets of <see cref="Interfaces.LatencyCounts"/>.</summary>
internal static class LatencyScale
{
    public const int Buckets = 192;

    private const int BucketsPerDoubling = 8;

    private const double LeastSeconds = 10e-6;

    public static int BucketOf(double seconds) =>
        seconds <= LeastSeconds ? 0 : Math.Min((int)Math.Ceiling(Math.Log2(seconds / LeastSeconds) * BucketsPerDoubling), Buckets - 1);

    /// <summary>The middle of a bucket, by ratio: nothing in it is further away than 2^(1/16), which is 4.5 %.</summary>
    public static TimeSpan Middle(int bucket) =>
        TimeSpan.FromSeconds(LeastSeconds * (bucket == 0 ? 1 : Math.Pow(2, (bucket - 0.5) / BucketsPerDoubling)));
}
