namespace Registry.Silo;

/// <summary>
/// Lets attempts to an endpoint that has just come back through one after the other, and tells those that have to wait
/// different times, so that what was left undone does not arrive at once.
/// </summary>
internal sealed class CatchUp(int rate, TimeSpan time, TimeProvider clock)
{
    private readonly Lock gate = new();

    private readonly TimeSpan interval = TimeSpan.FromSeconds(1) / rate;

    private DateTimeOffset until;

    private DateTimeOffset next;

    // The first place that nobody was promised.
    private DateTimeOffset free;

    public void Begin()
    {
        lock (gate)
        {
            next = free = clock.GetUtcNow();
            until = next + time;
        }
    }

    /// <summary>Asks for leave to make an attempt.</summary>
    /// <returns>Null if it may be made; otherwise when to ask again.</returns>
    public DateTimeOffset? Wait()
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (now >= until)
            {
                return null;
            }

            if (now >= next)
            {
                next = now + interval;
                return null;
            }

            var place = free > next ? free : next;
            free = place + interval;
            return place;
        }
    }
}
