namespace Registry.Grains;

/// <summary>
/// Until when an activation may be asked without a message. Orleans replaces one that hangs in a call, and tells nobody
/// but those who send it a message; it also takes one for idle that no message comes to. So that neither happens unseen,
/// a message has to come every now and then, and finds the activation in order.
/// </summary>
internal sealed class LocalAnswers(TimeProvider clock)
{
    /// <summary>
    /// How long after a message. Far less than what makes Orleans replace an activation that hangs (hours) or end an idle one
    /// (minutes), and so long that hardly any check pays for it.
    /// </summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private readonly long ticks = clock.TicksOf(Period);
    private long until = long.MinValue;
    private int running;

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
