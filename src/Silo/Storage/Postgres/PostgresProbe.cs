namespace Registry.Silo;

internal sealed class PostgresProbe(PostgresTables tables, TimeProvider clock) : FreshProbe(clock)
{
    protected override async Task TryAsync()
    {
        await tables.ReadAsync("probe.read", new("SELECT Count FROM Probe"), row => row.GetInt64(0)).ConfigureAwait(false);
        await tables.WriteAsync("probe.write", new("INSERT INTO Probe (Id, Count) VALUES (1, 1) ON CONFLICT (Id) DO UPDATE SET Count = Probe.Count + 1")).ConfigureAwait(false);
    }
}
