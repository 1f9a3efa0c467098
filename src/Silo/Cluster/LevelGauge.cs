namespace Registry.Silo;

/// <summary>How much there is of something now, of which every change is measured.</summary>
internal sealed class LevelGauge : Measured
{
    private long level;

    public long Level => Volatile.Read(ref level);

    public override void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => Interlocked.Add(ref level, (long)value);
}
