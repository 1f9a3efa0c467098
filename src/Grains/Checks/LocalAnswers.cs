namespace Registry.Grains;

/// <summary>
/// Until when an activation may be asked without a message. Orleans replaces one that hangs in a call, and tells nobody
/// but those who send it a message; it also takes one for idle that no message comes to. So that neither happens unseen,
/// a message has to come every now and then, and finds the activation in order.
/// </summary>
/// <param name="clock">Measures the time.</param>
/// <param name="period">How long after a message (<see cref="PeriodWithin"/>).</param>
internal sealed class LocalAnswers(TimeProvider clock, TimeSpan period)
{
    // Far less than what makes Orleans replace an activation that hangs (two hours), and so long that hardly any check pays for
    // the message, even where a million installations share the checks: each of them is asked every 20 s then.
    private static readonly TimeSpan MostPeriod = TimeSpan.FromMinutes(5);

    private readonly long ticks = clock.TicksOf(period);
    private long until = long.MinValue;
    private int running;

    /// <summary>The period where Orleans takes activations for idle that no message comes to for so long: well within that.</summary>
    public static TimeSpan PeriodWithin(TimeSpan idleTime) => idleTime / 3 < MostPeriod ? idleTime / 3 : MostPeriod;

    /// <summary>Whether it may. On any thread.</summary>
    public bool ArePermitted => clock.GetTimestamp() < Volatile.Read(ref until);

    /// <summary>Permits answers for a while, as a message has come; false while a call is running that others wait for: it may be hanging.</summary>
    public bool TryPermit()
    {
        if (running > 0)
        {
            return false;
        }

        Volatile.Write(ref until, clock.GetTimestamp() + ticks);
        return true;
    }

    /// <summary>Ends them, before anything makes another activation possible.</summary>
    public void End()
    {
        running = int.MaxValue / 2;
        Volatile.Write(ref until, long.MinValue);
    }

    /// <summary>Comes around every call that others wait for.</summary>
    public Call Begin()
    {
        running++;
        return new(this);
    }

    internal readonly struct Call(LocalAnswers owner) : IDisposable
    {
        public void Dispose() => owner.running--;
    }
}
