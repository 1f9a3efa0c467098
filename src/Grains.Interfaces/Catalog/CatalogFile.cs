using System.Collections.Immutable;
using System.Security;
using System.Text.Json;
using System.Text.Unicode;

namespace Registry.Grains.Interfaces;

/// <summary>Reads a catalog from its JSON document.</summary>
public static class CatalogFile
{
    /// <summary>The catalog that ships with the registry.</summary>
    public static string DefaultPath => Path.Combine(AppContext.BaseDirectory, "catalog", "intercom.json");

    /// <summary>Reads and validates a catalog.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CatalogException">The file can't be read or is not sound; the message lists every fault.</exception>
    public static Catalog Load(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);

        var file = Path.GetFullPath(path);
        return Parse(file, ReadBytes(file));
    }

    /// <summary>Reads and validates a catalog document.</summary>
    /// <param name="file">Where it came from, for messages.</param>
    /// <param name="bytes">The document, in UTF-8.</param>
    internal static Catalog Parse(string file, ReadOnlyMemory<byte> bytes)
    {
        using var document = ParseJson(file, WithoutByteOrderMark(bytes));
        var faults = new CatalogFaults();
        return new CatalogReader(faults).Read(document.RootElement)
            ?? throw new CatalogException(file, faults.InOrderOf(document.RootElement));
    }

    private static byte[] ReadBytes(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SecurityException or NotSupportedException)
        {
            throw Unreadable(file, "$", $"the file can't be read: {exception.Message}", exception);
        }
    }

    private static JsonDocument ParseJson(string file, ReadOnlyMemory<byte> bytes)
    {
        if (!Utf8.IsValid(bytes.Span))
        {
            throw Unreadable(file, "$", "the file is no UTF-8 text; save it in that encoding.");
        }

        try
        {
            return JsonDocument.Parse(bytes);
        }
        catch (JsonException exception)
        {
            var where = $"line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}";
            throw Unreadable(file, where, $"the file is no JSON (RFC 8259): {WithoutPosition(exception.Message)}", exception);
        }
    }

    private static CatalogException Unreadable(string file, string location, string message, Exception? cause = null) =>
        new(file, ImmutableArray.Create(new CatalogFault(location, message)), cause);

    // Editors on Windows put a byte order mark in front, which the JSON parser takes for a broken value.
    private static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> bytes) =>
        bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;

    // The parser appends the position counted from 0, which no editor does; the location has it counted from 1.
    private static string WithoutPosition(string message)
    {
        var position = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return position < 0 ? message : message[..position];
    }
}
