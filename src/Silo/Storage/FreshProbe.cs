using Registry.Grains;

namespace Registry.Silo;

/// <summary>A probe whose success counts for a moment.</summary>
internal abstract class FreshProbe(TimeProvider clock) : IStorageProbe
{
    // Anybody may ask whether the registry is ready, as often as they like: that must not cost the writers their turns.
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private long validUntil = long.MinValue;

    public async Task ProbeAsync()
    {
        if (clock.GetTimestamp() < Volatile.Read(ref validUntil) && IsStillThere)
        {
            return;
        }

        await TryAsync().ConfigureAwait(false);
        Volatile.Write(ref validUntil, clock.GetTimestamp() + clock.TicksOf(Freshness));
    }

    /// <summary>What can be seen for nothing, each time.</summary>
    protected virtual bool IsStillThere => true;

    /// <summary>Reads and writes. A real write: only that finds a full disk, a right that is gone or a server that has become read-only.</summary>
    protected abstract Task TryAsync();
}
