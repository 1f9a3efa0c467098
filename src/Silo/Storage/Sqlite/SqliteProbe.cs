namespace Registry.Silo;

internal sealed class SqliteProbe(SqliteTables tables, SqliteDatabase database, TimeProvider clock) : FreshProbe(clock)
{
    protected override bool IsStillThere => File.Exists(database.Path);

    protected override async Task TryAsync()
    {
        await tables.ReadAsync("probe.read", new("SELECT Count FROM Probe"), row => row.GetInt64(0)).ConfigureAwait(false);
        await tables.WriteAsync("probe.write", new("INSERT INTO Probe (Id, Count) VALUES (1, 1) ON CONFLICT DO UPDATE SET Count = Count + 1")).ConfigureAwait(false);
    }
}
