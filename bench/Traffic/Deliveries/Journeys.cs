using System.Diagnostics;

namespace Registry.Traffic;

/// <summary>
/// When each event of a measurement was sent, accepted and received. Times are those of <see cref="Stopwatch"/>: publisher
/// and receivers are one process. Only the apps whose endpoint lives throughout are looked at.
/// </summary>
internal sealed class Journeys(int most, int apps, SemaphoreSlim? window = null)
{
    private readonly long[] sent = new long[most];
    private readonly long[] accepted = new long[most];
    private readonly long[] received = new long[most * apps];
    private readonly int[] receivedBy = new int[most];
    private int events;
    private int receipts;

    /// <summary>How many apps are looked at.</summary>
    public int Apps => apps;

    /// <summary>How many events were accepted.</summary>
    public int Events => Volatile.Read(ref events);

    /// <summary>How many notifications came, repeated ones not counted.</summary>
    public int Receipts => Volatile.Read(ref receipts);

    /// <summary>How many notifications of accepted events have not come yet.</summary>
    public int Waiting => (Events * apps) - Receipts;

    public void Send(int number) => sent[number] = Stopwatch.GetTimestamp();

    public void Accept(int number)
    {
        accepted[number] = Stopwatch.GetTimestamp();
        Interlocked.Increment(ref events);
    }

    /// <summary>Notes that an app has got an event, the first time.</summary>
    public void Receive(int number, int app, long at)
    {
        if (app >= apps || Interlocked.CompareExchange(ref received[(number * apps) + app], at, 0) != 0)
        {
            return;
        }

        Interlocked.Increment(ref receipts);
        if (Interlocked.Increment(ref receivedBy[number]) == apps)
        {
            window?.Release();
        }
    }

    /// <summary>How many notifications came between two moments.</summary>
    public int ReceivedBetween(long from, long to) => received.Count(at => at >= from && at < to);

    /// <summary>From sending an event to the first attempt at each app.</summary>
    public Latencies FromSent() => Since(sent);

    /// <summary>From the answer that an event is accepted to the first attempt at each app; 0 where the attempt came before the answer.</summary>
    public Latencies FromAccepted() => Since(accepted);

    private Latencies Since(long[] start) => new(
        from index in Enumerable.Range(0, received.Length)
        where received[index] != 0
        select Stopwatch.GetElapsedTime(start[index / apps], received[index]));
}
