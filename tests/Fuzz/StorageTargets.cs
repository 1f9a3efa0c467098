using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Registry.Silo;

namespace Registry.Fuzz;

/// <summary>What is read from files and tables that others may have written.</summary>
internal static class StorageTargets
{
    /// <summary>A whole backup: read to its end, or refused with the number of a line.</summary>
    public static void Backup(byte[] bytes) => Refused(() =>
    {
        var lines = new BackupReader(new MemoryStream(bytes)).ReadAsync(CancellationToken.None).ToBlockingEnumerable();
        Targets.Demand(lines.Count() >= 2, "A backup has no beginning or no end.");
    });

    /// <summary>A line: what was read is written as something that is read as the same.</summary>
    public static void BackupLine(byte[] bytes) => Refused(() =>
    {
        var written = JsonSerializer.SerializeToUtf8Bytes(BackupParser.Parse(2, bytes), BackupJson.Default.BackupLine);
        var again = JsonSerializer.SerializeToUtf8Bytes(BackupParser.Parse(2, written), BackupJson.Default.BackupLine);
        Targets.Demand(written.AsSpan().SequenceEqual(again), "A line means something else once it is written.");
    });

    /// <summary>Each line is a property and its value.</summary>
    public static void SiloRow(byte[] bytes)
    {
        var row = new TableEntity("cluster", "silo");
        foreach (var property in Encoding.UTF8.GetString(bytes).Split('\n').Select(line => line.Split('=', 2)).Where(parts => parts is [{ Length: > 0 }, _]))
        {
            row[property[0]] = property[1];
        }

        Targets.Demand(AzureTables.SiloRow.TryParse(row, out var entry) == entry is not null, "A row is read as nothing.");
    }

    private static void Refused(Action read)
    {
        try
        {
            read();
        }
        catch (BackupException refusal)
        {
            Targets.Demand(refusal.Message.StartsWith("Line ", StringComparison.Ordinal), "It is refused without the number of a line.");
        }
    }
}
