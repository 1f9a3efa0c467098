using Azure;
using Azure.Data.Tables;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>
/// The two rows of an installation, by app and by workspace, as they were read. Each is complete by itself and follows the same
/// rules, so it does no harm that they can't be written in one transaction: a row that lags behind is still marked.
/// </summary>
internal sealed class AzureInstallationCopies
{
    private readonly Copy[] copies;

    private AzureInstallationCopies(Copy[] copies) => this.copies = copies;

    public IEnumerable<AzureInstallationState?> States => copies.Select(copy => copy.State);

    public static async Task<AzureInstallationCopies> ReadAsync(AzureTables tables, InstallationKey key) => new(await Task.WhenAll(
        Copy.ReadAsync(tables.InstallationsByApp, AzureKey.PartitionOf(key.App.Value, key.Workspace.Value), key.Workspace.Value),
        Copy.ReadAsync(tables.InstallationsByWorkspace, key.Workspace.Value, key.App.Value)).ConfigureAwait(false));

    /// <summary>
    /// Writes both, each on the condition that it is as it was read. A row that does not change is written too, unless
    /// <paramref name="changesOnly"/>: whoever read it before then knows that somebody was here.
    /// </summary>
    /// <returns>Both as they are now; null where one was not as it was read.</returns>
    public async Task<AzureInstallationState?[]?> TryChangeAsync(Func<AzureInstallationState, AzureInstallationState?> change, bool changesOnly = false)
    {
        var next = copies.Select(copy => change(copy.State ?? new(0, null))).ToArray();
        var written = await Task.WhenAll(copies.Zip(next, (copy, state) =>
            changesOnly && state == copy.State ? Task.FromResult(true) : copy.TryWriteAsync(state))).ConfigureAwait(false);
        return written.All(done => done) ? next : null;
    }

    private sealed record Copy(TableClient Table, string Partition, string Row, AzureInstallationState? State, ETag? ETag)
    {
        public static async Task<Copy> ReadAsync(TableClient table, string partition, string row)
        {
            var found = await AzureTables.FindAsync(table, partition, row).ConfigureAwait(false);
            return new(table, partition, row, found is null ? null : AzureInstallationState.Of(found), found?.ETag);
        }

        public Task<bool> TryWriteAsync(AzureInstallationState? state)
        {
            if (state is null)
            {
                return ETag is { } etag ? AzureWrites.TryDeleteAsync(Table, Partition, Row, etag) : Task.FromResult(true);
            }

            var row = new TableEntity(Partition, Row);
            state.WriteTo(row);
            return AzureWrites.TryPutAsync(Table, row, ETag);
        }
    }
}
