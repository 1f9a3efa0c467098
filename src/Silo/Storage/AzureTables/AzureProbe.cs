using Azure.Data.Tables;
using Registry.Grains;

namespace Registry.Silo;

internal sealed class AzureProbe(AzureTables tables, TimeProvider clock) : IStorageProbe
{
    private const string Partition = "probe";

    private const string Row = "probe";

    // Anybody may ask whether the registry is ready, as often as they like: that must not cost requests to the storage.
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private long validUntil = long.MinValue;

    public async Task ProbeAsync()
    {
        if (clock.GetTimestamp() < Volatile.Read(ref validUntil))
        {
            return;
        }

        // A real write: only that finds a right that is gone or an account that is being moved.
        await tables.WriteAsync("probe.write", () => tables.Facts.UpsertEntityAsync(new TableEntity(Partition, Row), TableUpdateMode.Replace)).ConfigureAwait(false);
        await tables.ReadAsync("probe.read", () => AzureTables.FindAsync(tables.Facts, Partition, Row)).ConfigureAwait(false);
        Volatile.Write(ref validUntil, clock.GetTimestamp() + (long)(Freshness.TotalSeconds * clock.TimestampFrequency));
    }
}
