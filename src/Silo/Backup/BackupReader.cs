using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Registry.Silo;

/// <summary>Reads a backup line by line. Each line has been checked when it is returned, the file as a whole when there is none left.</summary>
internal sealed class BackupReader(Stream input)
{
    private const string AnotherCopy = "Use another copy of the backup; nothing is imported from this one.";

    private readonly BackupOrder order = new();

    /// <summary>The header, once the first line was read.</summary>
    public BackupLine.Header? Header { get; private set; }

    /// <summary>The closing line, once all were read.</summary>
    public BackupLine.End? End { get; private set; }

    public BackupCounts Counts { get; } = new();

    /// <exception cref="BackupException">A line, or the file as a whole, is not as an export writes it.</exception>
    public async IAsyncEnumerable<BackupLine> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var number = 0L;
        await foreach (var bytes in LinesAsync(cancellationToken))
        {
            number++;
            var line = Check(number, bytes, hash);
            hash.AppendData(bytes.Span);
            yield return line;
        }

        if (End is null)
        {
            throw BackupException.AtLine(number + 1, $"the file ends here, without its closing line: it was cut. {AnotherCopy}");
        }
    }

    private BackupLine Check(long number, ReadOnlyMemory<byte> bytes, IncrementalHash hash)
    {
        if (End is not null)
        {
            throw BackupException.AtLine(number, $"something follows the closing line. {AnotherCopy}");
        }

        var line = BackupParser.Parse(number, bytes.Span);
        order.Check(number, line);
        Header ??= (BackupLine.Header)line;
        Counts.Add(line);
        if (line is BackupLine.End end)
        {
            CheckEnd(number, end, Convert.ToHexStringLower(hash.GetCurrentHash()));
            End = end;
        }

        return line;
    }

    private void CheckEnd(long number, BackupLine.End end, string checksum)
    {
        var found = Counts.ToEnd(end.Sha256);
        if (found != end)
        {
            var counts = $"{end.Installations}, {end.InstallationChanges}, {end.Apps}, {end.AppVersions}, {end.AuditLogs}, {end.AuditEntries} and {end.Keys}";
            throw BackupException.AtLine(number, $"there should be {counts} installations, installation changes, apps, app versions, audit logs, audit entries and keys above, but there are {Counts}. {AnotherCopy}");
        }

        if (!checksum.Equals(end.Sha256, StringComparison.OrdinalIgnoreCase))
        {
            throw BackupException.AtLine(number, $"the checksum is not that of the {number - 1} lines above: one of them was altered since the export. {AnotherCopy}");
        }
    }

    // Each with its line feed, which belongs to what is hashed.
    private async IAsyncEnumerable<ReadOnlyMemory<byte>> LinesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pipe = PipeReader.Create(input, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));
        var number = 1L;
        while (true)
        {
            var result = await pipe.ReadAsync(cancellationToken);
            var rest = result.Buffer;
            while (rest.PositionOf((byte)'\n') is { } feed)
            {
                var end = rest.GetPosition(1, feed);
                yield return rest.Slice(0, end).ToArray();
                rest = rest.Slice(end);
                number++;
            }

            if (rest.Length > BackupFormat.LongestLine)
            {
                throw BackupException.AtLine(number, $"this line is longer than any of a backup. {AnotherCopy}");
            }

            if (result.IsCompleted)
            {
                if (!rest.IsEmpty)
                {
                    yield return rest.ToArray();
                }

                yield break;
            }

            pipe.AdvanceTo(rest.Start, rest.End);
        }
    }
}
