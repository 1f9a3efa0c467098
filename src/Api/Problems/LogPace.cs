namespace Registry.Api;

/// <summary>
/// Lets a line into the log once a second: what stands between thousands of callers and their answers is told by the first
/// of them, and writing it for each takes more than answering.
/// </summary>
internal sealed class LogPace(TimeProvider clock)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private long? last;
    private int passedOver;

    /// <param name="passed">How many were passed over since the last line.</param>
    /// <returns>Whether it is to be written.</returns>
    public bool IsDue(out int passed)
    {
        lock (gate)
        {
            if (last is { } earlier && clock.GetElapsedTime(earlier) < Period)
            {
                passed = ++passedOver;
                return false;
            }

            last = clock.GetTimestamp();
            passed = passedOver;
            passedOver = 0;
            return true;
        }
    }
}
