namespace Registry.Silo;

/// <summary>How many grains there are now, of all types together. Orleans tells each type by itself, and its own services too, which are left out.</summary>
internal sealed class GrainGauge : Measured
{
    private const string OwnServices = "sys.";

    private long sum;

    public override void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (Find(tags, "grain_type")?.StartsWith(OwnServices, StringComparison.Ordinal) != true)
        {
            Interlocked.Add(ref sum, (long)value);
        }
    }

    /// <summary>The sum of what was told since the last time: everything once, where every type has been asked once.</summary>
    public long Take() => Interlocked.Exchange(ref sum, 0);
}
