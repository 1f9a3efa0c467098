using System.Globalization;
using Azure.Data.Tables;

namespace Registry.Silo;

/// <summary>Bytes in a row: a property holds 64 KiB at most, so there are as many as it takes.</summary>
internal static class EntityPayload
{
    /// <summary>The most that fits into a row of 1 MiB beside its other properties.</summary>
    public const int MostBytes = MostChunks * ChunkBytes;

    private const int ChunkBytes = 64 * 1024;

    private const int MostChunks = 15;

    /// <exception cref="InvalidOperationException">There are more bytes than a row can hold.</exception>
    public static void Write(TableEntity row, string name, ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > MostBytes)
        {
            throw new InvalidOperationException($"{bytes.Length} bytes are more than the {MostBytes} that a row of Azure Table Storage can hold.");
        }

        for (var chunk = 0; chunk == 0 || chunk * ChunkBytes < bytes.Length; chunk++)
        {
            var rest = bytes[(chunk * ChunkBytes)..];
            row[Property(name, chunk)] = rest[..Math.Min(rest.Length, ChunkBytes)].ToArray();
        }
    }

    /// <summary>The bytes, or null where there are none of that name.</summary>
    public static byte[]? Read(TableEntity row, string name)
    {
        if (row.GetBinary(name) is not { } first)
        {
            return null;
        }

        var bytes = new List<byte>(first);
        for (var chunk = 1; row.GetBinary(Property(name, chunk)) is { } next; chunk++)
        {
            bytes.AddRange(next);
        }

        return [.. bytes];
    }

    private static string Property(string name, int chunk) => chunk == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}{chunk}");
}
