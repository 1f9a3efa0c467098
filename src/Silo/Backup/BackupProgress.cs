namespace Registry.Silo;

/// <summary>Tells a person how far it is, now and then.</summary>
internal sealed class BackupProgress(TextWriter output, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private long last = clock.GetTimestamp();

    public void Say(string text) => output.WriteLine(text);

    public void Report(string doing, BackupCounts counts)
    {
        if (clock.GetElapsedTime(last) >= Interval)
        {
            last = clock.GetTimestamp();
            Say($"  {doing} {counts}");
        }
    }
}
