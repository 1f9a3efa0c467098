using System.Text;
using System.Text.Json;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>Goes through an audit log that was exported to a file.</summary>
internal static class ExportedAudit
{
    /// <exception cref="BackupException">It is no export of an audit log.</exception>
    public static async Task<(AuditTenant Tenant, AuditCheck Check)> CheckAsync(Stream file, KeptHeads kept)
    {
        // Bytes that are no UTF-8 become others, which the hash tells of.
        using var reader = new StreamReader(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), detectEncodingFromByteOrderMarks: false);
        var (tenant, head) = ReadHeader(await reader.ReadLineAsync() ?? "");
        var check = kept.Begin(tenant).Through(head);
        while (await reader.ReadLineAsync() is { } line)
        {
            check.Add(Encoding.UTF8.GetBytes(line));
        }

        check.Complete();
        return (tenant, check);
    }

    private static (AuditTenant Tenant, AuditHead Head) ReadHeader(string line)
    {
        try
        {
            var header = AuditExportHeader.Read(Encoding.UTF8.GetBytes(line));
            return (AuditTenant.Parse(header.Log), new(header.Entries, header.Hash));
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            throw new BackupException("Line 1: this is no export of an audit log; one begins with a line that names the log and says how many entries it has.", exception);
        }
    }
}
