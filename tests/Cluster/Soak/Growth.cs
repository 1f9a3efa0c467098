namespace Registry.Cluster.Tests;

/// <summary>
/// Whether something grows. The estimate is that of Theil and Sen: the median of the slopes between all pairs of samples. Up to
/// 29 % of the samples may be anything, so neither peaks during faults nor how the samples scatter around their level moves it,
/// while what is added sample by sample is added to nearly every pair.
/// </summary>
internal static class Growth
{
    /// <summary>By how much a value has grown from the first sample to the last one.</summary>
    public static double Of(IReadOnlyList<(double At, double Value)> samples)
    {
        var slopes = Pairs(samples).Order().ToArray();
        return slopes[slopes.Length / 2] * (samples[^1].At - samples[0].At);
    }

    private static IEnumerable<double> Pairs(IReadOnlyList<(double At, double Value)> samples) =>
        from later in Enumerable.Range(1, samples.Count - 1)
        from earlier in Enumerable.Range(0, later)
        select (samples[later].Value - samples[earlier].Value) / (samples[later].At - samples[earlier].At);
}
