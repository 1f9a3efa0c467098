namespace Registry.Silo;

internal sealed class PostgresFacts(PostgresTables tables) : IRegistryFacts
{
    public async Task<string> GetOrAddAsync(string name, string value)
    {
        // Two statements: the second one sees what another process recorded while the first one waited for it.
        await tables.WriteAsync("fact.add", new("INSERT INTO Fact (Name, Value) VALUES ($1, $2) ON CONFLICT DO NOTHING", name, value)).ConfigureAwait(false);
        var found = await tables.ReadAsync("fact.read", new("SELECT Value FROM Fact WHERE Name = $1", name), row => row.GetString(0)).ConfigureAwait(false);
        return found.Single();
    }

    public async Task<bool> TryReplaceAsync(string name, string known, string value) => await tables.WriteAsync("fact.replace", new(
        "UPDATE Fact SET Value = $3 WHERE Name = $1 AND Value = $2",
        name,
        known,
        value)).ConfigureAwait(false) > 0;

    public async Task<DateTimeOffset> GetClockAsync()
    {
        var found = await tables.ReadAsync("fact.clock", new("SELECT clock_timestamp()"), row => row.GetFieldValue<DateTimeOffset>(0)).ConfigureAwait(false);
        return found.Single();
    }
}
