using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>How far audit logs went when they were verified before, from what was written then.</summary>
internal sealed class KeptHeads
{
    private readonly Dictionary<AuditTenant, AuditHead> heads = [];

    public IEnumerable<AuditTenant> Tenants => heads.Keys;

    /// <param name="file">The file; null for none.</param>
    /// <exception cref="BackupException">It can't be read, or has no such line.</exception>
    public static async Task<KeptHeads> ReadAsync(string? file)
    {
        var kept = new KeptHeads();
        if (file is null)
        {
            return kept;
        }

        try
        {
            foreach (var words in (await File.ReadAllLinesAsync(file)).Select(line => line.Split(' ')))
            {
                // Lines with faults, and the last one, say nothing of a head.
                if (words is [var log, var text, ..] && AuditTenant.TryParse(log, null, out var tenant) && AuditHead.TryParse(text, null, out var head))
                {
                    kept.heads[tenant] = head;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"{file} can't be read: {exception.Message}", exception);
        }

        return kept.heads.Count > 0 ? kept : throw new BackupException($"{file} has no line with a log and its head, such as audit verify writes.");
    }

    /// <summary>A check that has to pass through what was kept of a log.</summary>
    public AuditCheck Begin(AuditTenant tenant) => new AuditCheck(tenant).Through(heads.GetValueOrDefault(tenant, AuditHead.Empty));
}
