using Registry.Grains;

namespace Registry.Silo;

internal sealed class SqliteProbe(SqliteTables tables) : IStorageProbe
{
    // A real write: only that finds a full disk or a file that has become read-only.
    public async Task ProbeAsync()
    {
        await tables.ReadAsync("probe.read", new("SELECT Count FROM Probe"), row => row.GetInt64(0)).ConfigureAwait(false);
        await tables.WriteAsync("probe.write", new("INSERT INTO Probe (Id, Count) VALUES (1, 1) ON CONFLICT DO UPDATE SET Count = Count + 1")).ConfigureAwait(false);
    }
}
