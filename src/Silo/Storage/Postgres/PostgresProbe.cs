using Registry.Grains;

namespace Registry.Silo;

internal sealed class PostgresProbe(PostgresTables tables, TimeProvider clock) : IStorageProbe
{
    // Anybody may ask whether the registry is ready, as often as they like: that must not cost the writers their turns.
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private long validUntil = long.MinValue;

    private long Now => clock.GetTimestamp();

    public async Task ProbeAsync()
    {
        if (Now < Volatile.Read(ref validUntil))
        {
            return;
        }

        // A real write: only that finds a full disk or a server that has become read-only.
        await tables.ReadAsync("probe.read", new("SELECT Count FROM Probe"), row => row.GetInt64(0)).ConfigureAwait(false);
        await tables.WriteAsync("probe.write", new("INSERT INTO Probe (Id, Count) VALUES (1, 1) ON CONFLICT (Id) DO UPDATE SET Count = Probe.Count + 1")).ConfigureAwait(false);
        Volatile.Write(ref validUntil, Now + (long)(Freshness.TotalSeconds * clock.TimestampFrequency));
    }
}
