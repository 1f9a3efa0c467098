using Registry.Grains;

namespace Registry.Silo;

internal sealed class SqliteProbe(SqliteTables tables, SqliteDatabase database, TimeProvider clock) : IStorageProbe
{
    // Anybody may ask whether the registry is ready, as often as they like: that must not cost the writers their turns.
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private long validUntil = long.MinValue;

    public async Task ProbeAsync()
    {
        if (Now < Volatile.Read(ref validUntil) && File.Exists(database.Path))
        {
            return;
        }

        // A real write: only that finds a full disk or a file that has become read-only.
        await tables.ReadAsync("probe.read", new("SELECT Count FROM Probe"), row => row.GetInt64(0)).ConfigureAwait(false);
        await tables.WriteAsync("probe.write", new("INSERT INTO Probe (Id, Count) VALUES (1, 1) ON CONFLICT DO UPDATE SET Count = Count + 1")).ConfigureAwait(false);
        Volatile.Write(ref validUntil, Now + (long)(Freshness.TotalSeconds * clock.TimestampFrequency));
    }

    private long Now => clock.GetTimestamp();
}
