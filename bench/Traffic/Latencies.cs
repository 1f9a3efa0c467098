namespace Registry.Traffic;

/// <summary>Times, to be asked for their quantiles; those below zero count as zero.</summary>
internal sealed class Latencies
{
    private readonly double[] milliseconds;

    public Latencies(IEnumerable<TimeSpan> times)
    {
        milliseconds = [.. times.Select(time => Math.Max(0, time.TotalMilliseconds))];
        Array.Sort(milliseconds);
    }

    /// <summary>How many there are.</summary>
    public int Count => milliseconds.Length;

    /// <summary>What such a share of the times does not exceed, in milliseconds; 1 is for the longest.</summary>
    public double At(double share) => milliseconds[Math.Max(0, (int)Math.Ceiling(share * milliseconds.Length) - 1)];
}
