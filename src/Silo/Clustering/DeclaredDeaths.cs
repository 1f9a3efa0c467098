using Registry.Grains;

namespace Registry.Silo;

/// <summary>
/// When the silos that others declared dead can't act any more. One that ended by itself, in order, or whose address a
/// newer process has taken is gone already; it is one that was found missing that may only be paused or cut off.
/// </summary>
internal sealed class DeclaredDeaths(ClusterHostOptions options, TimeProvider clock)
{
    private readonly Lock gate = new();
    private HashSet<SiloAddress> known = [];
    private long settledAt = long.MinValue;

    /// <summary>How long one of them may still act.</summary>
    public TimeSpan SettlingTime
    {
        get
        {
            var now = clock.GetTimestamp();
            lock (gate)
            {
                return settledAt <= now ? TimeSpan.Zero : clock.GetElapsedTime(now, settledAt);
            }
        }
    }

    /// <summary>Takes in what the membership table says now.</summary>
    public void Note(IEnumerable<MembershipEntry> entries)
    {
        var dead = entries.Where(IsDeclaredDead).ToArray();
        lock (gate)
        {
            // It counts from when this silo sees it, which is later than when it was declared.
            if (dead.Any(entry => !known.Contains(entry.SiloAddress) && !IsLongAgo(entry)))
            {
                settledAt = clock.GetTimestamp() + clock.TicksOf(options.LivenessLease);
            }

            known = [.. dead.Select(entry => entry.SiloAddress)];
        }
    }

    // Who ends in order names itself, and who takes over an address has that address; both mean that the process is gone.
    private static bool IsDeclaredDead(MembershipEntry entry) =>
        entry is { Status: SiloStatus.Dead, SuspectTimes: { Count: > 0 } suspicions }
        && suspicions.TrueForAll(suspicion => !suspicion.Item1.Endpoint.Equals(entry.SiloAddress.Endpoint));

    // The time is by another machine's clock, which may be off by as much as a start allows.
    private bool IsLongAgo(MembershipEntry entry) =>
        clock.GetUtcNow().UtcDateTime - entry.SuspectTimes!.Max(suspicion => suspicion.Item2) > options.LivenessLease + (2 * options.MaxClockSkew);
}
