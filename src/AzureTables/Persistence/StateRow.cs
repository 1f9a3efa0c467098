using Azure.Data.Tables;
using Orleans.Runtime;

namespace Registry.AzureTables;

/// <summary>One state of one grain as a row: its keys, and its bytes in chunks that a property can hold.</summary>
internal static class StateRow
{
    /// <summary>The most bytes that a property holds.</summary>
    public const int ChunkSize = 64 * 1024;

    /// <summary>
    /// The most properties with bytes of a state: with the longest keys they stay below the 1 MiB that an entity may have.
    /// </summary>
    public const int MaxChunks = 15;

    private const int MaxKeyLength = 1023;
    private const string Binary = "Data";
    private const string Text = "StringData";

    public static TableEntity Empty(string serviceId, string stateName, GrainId grain) =>
        new(Key($"{serviceId}_{grain}"), Key(stateName));

    /// <summary>Puts the bytes into the row.</summary>
    /// <exception cref="ArgumentException">They are too many.</exception>
    public static void Fill(TableEntity row, ReadOnlyMemory<byte> bytes)
    {
        const int Most = ChunkSize * MaxChunks;
        if (bytes.Length > Most)
        {
            throw new ArgumentException(
                $"The state {row.PartitionKey} {row.RowKey} has {bytes.Length} bytes; a row holds {Most}. Nothing was written.");
        }

        for (var i = 0; i * ChunkSize < bytes.Length; i++)
        {
            row[Name(Binary, i)] = bytes.Slice(i * ChunkSize, Math.Min(ChunkSize, bytes.Length - (i * ChunkSize))).ToArray();
        }
    }

    /// <summary>The bytes of a row, none of one that was cleared.</summary>
    public static BinaryData Read(TableEntity row)
    {
        // Text is what the Orleans package can be told to write instead; a row of it must not look like an empty one.
        var text = string.Concat(Chunks(row, Text).Cast<string>());
        return text.Length > 0
            ? BinaryData.FromString(text)
            : BinaryData.FromBytes(Join([.. Chunks(row, Binary).Cast<byte[]>()]));
    }

    private static byte[] Join(List<byte[]> chunks)
    {
        if (chunks is [var only])
        {
            return only;
        }

        var bytes = new byte[chunks.Sum(chunk => chunk.Length)];
        var at = 0;
        foreach (var chunk in chunks)
        {
            chunk.CopyTo(bytes, at);
            at += chunk.Length;
        }

        return bytes;
    }

    private static IEnumerable<object> Chunks(TableEntity row, string property)
    {
        for (var i = 0; i < MaxChunks && row.TryGetValue(Name(property, i), out var chunk) && chunk is not null; i++)
        {
            yield return chunk;
        }
    }

    private static string Name(string property, int chunk) => chunk == 0 ? property : $"{property}{chunk}";

    private static string Key(string text)
    {
        var key = text.Replace('/', '_').Replace('\\', '_').Replace('#', '_').Replace('?', '_');
        return key.Length <= MaxKeyLength
            ? key
            : throw new ArgumentException($"A key of {key.Length} characters is too long for a row: {key}");
    }
}
