using Azure.Data.Tables;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>A row per fact in one partition.</summary>
internal sealed class AzureRegistryFacts(AzureTables tables) : IRegistryFacts
{
    private const string Partition = "fact";

    private const string Value = "Value";

    public Task<string> GetOrAddAsync(string name, string value) => tables.WriteAsync("facts.get_or_add", async () =>
    {
        var known = await AzureTables.FindAsync(tables.Facts, Partition, name).ConfigureAwait(false);
        if (known is null && await AzureWrites.TryPutAsync(tables.Facts, Row(name, value), etag: null).ConfigureAwait(false))
        {
            return value;
        }

        known ??= await AzureTables.FindAsync(tables.Facts, Partition, name).ConfigureAwait(false);
        return known?.GetString(Value)
            ?? throw new RegistryUnavailableException($"The fact {name} can neither be read nor written.", mayHaveChanged: true);
    });

    public Task<bool> TryReplaceAsync(string name, string known, string value) => tables.WriteAsync("facts.replace", async () =>
    {
        var row = await AzureTables.FindAsync(tables.Facts, Partition, name).ConfigureAwait(false);
        return row?.GetString(Value) == known && await AzureWrites.TryPutAsync(tables.Facts, Row(name, value), row.ETag).ConfigureAwait(false);
    });

    // Every answer of the service carries its time.
    public Task<DateTimeOffset> GetClockAsync() => tables.ReadAsync("facts.clock", async () =>
    {
        var answer = await tables.Facts.GetEntityIfExistsAsync<TableEntity>(Partition, "clock").ConfigureAwait(false);
        return answer.GetRawResponse().Headers.Date
            ?? throw new RegistryUnavailableException("The storage does not tell the time.", mayHaveChanged: false);
    });

    private static TableEntity Row(string name, string value) => new(Partition, name) { [Value] = value };
}
