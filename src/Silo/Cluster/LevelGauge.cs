namespace Registry.Silo;

/// <summary>How much there is of something now.</summary>
/// <param name="isDifference">Whether what is measured is by how much it changed.</param>
internal sealed class LevelGauge(bool isDifference) : Measured
{
    private long level;

    public long Level => Volatile.Read(ref level);

    public override void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (isDifference)
        {
            Interlocked.Add(ref level, (long)value);
        }
        else
        {
            Volatile.Write(ref level, (long)value);
        }
    }
}
