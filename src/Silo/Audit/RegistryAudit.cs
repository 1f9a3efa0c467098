using Microsoft.Extensions.Configuration;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>
/// Verifies audit logs: those of a storage, or one that was exported. Each log makes a line <c>{log} {head} intact</c> or
/// <c>{log} {head} {n} faults</c>, with its faults below; such lines, kept somewhere else, are what a later verification goes by.
/// </summary>
/// <remarks>What can go wrong is told as by <see cref="RegistryBackup"/>.</remarks>
public static class RegistryAudit
{
    private const int PageSize = 500;

    /// <summary>Verifies all logs of the registry that the configuration names.</summary>
    /// <param name="configuration">Its settings.</param>
    /// <param name="heads">The file with the outcome of an earlier verification; null for none.</param>
    /// <param name="output">Where the outcome is written.</param>
    /// <returns>Whether all are intact.</returns>
    public static async Task<bool> VerifyAsync(ConfigurationManager configuration, string? heads, TextWriter output)
    {
        var kept = await KeptHeads.ReadAsync(heads);
        StoredRegistry.Demand(configuration);
        var isIntact = true;
        await BackupStorage.UseAsync(configuration, isImport: false, async (storage, cancellationToken) =>
        {
            var tenants = await storage.Retry.RunAsync(() => new AuditTenants(storage.Journal).ReadAllAsync(), cancellationToken);
            foreach (var tenant in tenants.Union(kept.Tenants).OrderBy(tenant => tenant.ToString(), StringComparer.Ordinal))
            {
                cancellationToken.ThrowIfCancellationRequested();
                isIntact &= await TellAsync(tenant, await CheckAsync(storage, tenant, kept, cancellationToken), output);
            }

            await output.WriteLineAsync($"{tenants.Count} audit logs were read from {storage.Provider}.");
        });
        return isIntact;
    }

    /// <summary>Verifies a log that was exported.</summary>
    /// <param name="file">The file; <c>-</c> for the standard input.</param>
    /// <param name="heads">The file with the outcome of an earlier verification; null for none.</param>
    /// <param name="output">Where the outcome is written.</param>
    /// <returns>Whether it is intact.</returns>
    public static async Task<bool> VerifyFileAsync(string file, string? heads, TextWriter output)
    {
        var kept = await KeptHeads.ReadAsync(heads);
        await using var input = await BackupInput.OpenAsync(file, Console.OpenStandardInput);
        await using var stream = input.Open();
        var (tenant, check) = await ExportedAudit.CheckAsync(stream, kept);
        return await TellAsync(tenant, check, output);
    }

    private static async Task<AuditCheck> CheckAsync(BackupStorage storage, AuditTenant tenant, KeptHeads kept, CancellationToken cancellationToken)
    {
        // Before the lines, which can only have become more since.
        var state = await storage.Retry.RunAsync(() => storage.States.ReadAsync(tenant), cancellationToken);
        var check = kept.Begin(tenant);
        check.Through(state.LastHash is { } hash ? new(state.Entries, hash) : AuditHead.Empty);
        var chain = new AuditChain(tenant, storage.Journal);
        long? after = null;
        do
        {
            var page = await storage.Retry.RunAsync(() => chain.ReadLinesAsync(after, PageSize), cancellationToken);
            foreach (var line in page)
            {
                check.Add(line.Payload.Span);
            }

            after = page.Length < PageSize ? null : page[^1].Sequence;
        }
        while (after is not null);

        check.Complete();
        return check;
    }

    private static async Task<bool> TellAsync(AuditTenant tenant, AuditCheck check, TextWriter output)
    {
        await output.WriteLineAsync($"{tenant} {check.Head} {check.FaultCount switch { 0 => "intact", 1 => "1 fault", var many => $"{many} faults" }}");
        foreach (var fault in check.Faults)
        {
            await output.WriteLineAsync($"  {fault.Text}");
        }

        return check.FaultCount == 0;
    }
}
