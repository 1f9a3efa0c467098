using System.Collections.Immutable;
using CsCheck;
using Registry.Grains.Interfaces;

namespace Registry.Silo.Tests;

/// <summary>A backup is read as it was written; one in which anything is altered is refused with the number of a line.</summary>
public sealed class BackupPropertyTests
{
    private static readonly Gen<ImmutableArray<BackupLine>> Lines = Gen.Select(SampleGen.Workspace, SampleGen.App, SampleGen.Record).Array[0, 4].Select(installations => Backup(installations));

    [Fact]
    public Task Read_AsWritten_IsTheSame() => Lines.SampleAsync(
        async lines =>
        {
            var bytes = await WriteAsync(lines);

            Assert.Equal(bytes, await WriteAsync(await ReadAsync(bytes)));
        },
        iter: 100);

    [Fact]
    public Task Read_WithAByteAltered_IsRefused() => Gen.Select(Lines, Gen.Int[0, 1_000_000], Gen.Byte, Gen.Int[0, 3]).SampleAsync(
        async (lines, at, value, how) =>
        {
            var bytes = await WriteAsync(lines);
            var place = at % bytes.Length;
            byte[] altered = how switch
            {
                0 => [.. bytes[..place], value, .. bytes[place..]],
                1 => [.. bytes[..place], .. bytes[(place + 1)..]],
                2 => bytes[..place],
                _ => [.. bytes[..place], value, .. bytes[(place + 1)..]],
            };
            if (altered.AsSpan().SequenceEqual(bytes) || IsBlankInTheEnd(bytes, altered))
            {
                return;
            }

            var refusal = await Assert.ThrowsAsync<BackupException>(() => ReadAsync(altered));
            Assert.StartsWith("Line ", refusal.Message, StringComparison.Ordinal);
        },
        iter: 1_000);

    // The closing line is not under the checksum that it has: what means the same there is the same.
    private static bool IsBlankInTheEnd(byte[] bytes, byte[] altered)
    {
        var start = bytes.AsSpan(0, bytes.Length - 1).LastIndexOf((byte)'\n') + 1;
        return altered.Length >= start && altered.AsSpan(0, start).SequenceEqual(bytes.AsSpan(0, start)) && Meaning(bytes, start) == Meaning(altered, start);
    }

    private static BackupLine? Meaning(byte[] bytes, int start)
    {
        try
        {
            return BackupParser.Parse(2, bytes.AsSpan(start)) is BackupLine.End end ? end with { Sha256 = end.Sha256.ToLowerInvariant() } : null;
        }
        catch (BackupException)
        {
            return null;
        }
    }

    private static ImmutableArray<BackupLine> Backup((WorkspaceId Workspace, AppId App, Registry.Grains.InstallationRecord Record)[] installations) =>
    [
        new BackupLine.Header
        {
            Format = BackupFormat.Name,
            Version = BackupFormat.Version,
            ServiceId = "registry",
            ExportedAt = DateTimeOffset.UnixEpoch,
            Program = "1",
            Catalog = new() { ETag = "e", Scopes = [], Capabilities = [], Topics = [] },
        },
        .. installations.DistinctBy(each => (each.Workspace, each.App))
            .OrderBy(each => each.Workspace.Value, StringComparer.Ordinal).ThenBy(each => each.App.Value, StringComparer.Ordinal)
            .Select(each => new BackupLine.StoredInstallation { Workspace = each.Workspace, App = each.App, State = new() { Record = each.Record } }),
    ];

    private static async Task<byte[]> WriteAsync(ImmutableArray<BackupLine> lines)
    {
        using var output = new MemoryStream();
        using var writer = new BackupWriter(output);
        foreach (var line in lines)
        {
            await writer.WriteAsync(line, CancellationToken.None);
        }

        await writer.CompleteAsync(CancellationToken.None);
        return output.ToArray();
    }

    private static async Task<ImmutableArray<BackupLine>> ReadAsync(byte[] bytes)
    {
        using var input = new MemoryStream(bytes);
        var lines = ImmutableArray.CreateBuilder<BackupLine>();
        await foreach (var line in new BackupReader(input).ReadAsync(CancellationToken.None))
        {
            if (line is not BackupLine.End)
            {
                lines.Add(line);
            }
        }

        return lines.ToImmutable();
    }
}
