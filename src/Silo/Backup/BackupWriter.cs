using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Registry.Silo;

/// <summary>Writes the lines of a backup, and at the end what they have to add up to.</summary>
internal sealed class BackupWriter(Stream output) : IDisposable
{
    private const int FlushAt = 64 * 1024;

    // Nothing reads a backup as HTML, so people may see an apostrophe or an umlaut as such.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> buffer = new(FlushAt);
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public BackupCounts Counts { get; } = new();

    public async Task WriteAsync(BackupLine line, CancellationToken cancellationToken)
    {
        var before = buffer.WrittenCount;
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            JsonSerializer.Serialize(json, line, BackupJson.Default.BackupLine);
        }

        buffer.Write("\n"u8);
        hash.AppendData(buffer.WrittenSpan[before..]);
        Counts.Add(line);
        if (buffer.WrittenCount >= FlushAt)
        {
            await FlushAsync(cancellationToken);
        }
    }

    /// <summary>Writes the closing line.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        await WriteAsync(Counts.ToEnd(Convert.ToHexStringLower(hash.GetCurrentHash())), cancellationToken);
        await FlushAsync(cancellationToken);
        await output.FlushAsync(cancellationToken);
    }

    public void Dispose() => hash.Dispose();

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        await output.WriteAsync(buffer.WrittenMemory, cancellationToken);
        buffer.ResetWrittenCount();
    }
}
