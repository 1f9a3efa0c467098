using Azure.Data.Tables;

namespace Registry.Silo;

internal sealed class AzureProbe(AzureTables tables, TimeProvider clock) : FreshProbe(clock)
{
    private const string Partition = "probe";

    private const string Row = "probe";

    protected override async Task TryAsync()
    {
        await tables.WriteAsync("probe.write", () => tables.Facts.UpsertEntityAsync(new TableEntity(Partition, Row), TableUpdateMode.Replace)).ConfigureAwait(false);
        await tables.ReadAsync("probe.read", () => AzureTables.FindAsync(tables.Facts, Partition, Row)).ConfigureAwait(false);
    }
}
