using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Registry.Grains.Interfaces;

/// <summary>
/// An entry of an audit log as it is stored and exported: <c>{"hash":"…","entry":{…}}</c> in one line, where the hash is the
/// SHA-256 of the bytes of the entry exactly as they stand there, which is from the 84th byte to the last but one.
/// </summary>
public static class AuditLine
{
    private const int EntryAt = 83;

    // Nothing reads it as HTML, so people may see an apostrophe or an umlaut as such.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static ReadOnlySpan<byte> BeforeHash => "{\"hash\":\""u8;

    private static ReadOnlySpan<byte> BeforeEntry => "\",\"entry\":"u8;

    /// <summary>The line of an event that follows the last entry, as UTF-8, without a line feed.</summary>
    /// <param name="tenant">Whose log it is.</param>
    /// <param name="last">The last entry.</param>
    /// <param name="at">When it happened.</param>
    /// <param name="happened">What happened.</param>
    public static byte[] Write(AuditTenant tenant, AuditHead last, DateTimeOffset at, AuditEvent happened)
    {
        using var entry = new MemoryStream();
        using (var json = new Utf8JsonWriter(entry, Readable))
        {
            JsonSerializer.Serialize(json, ToJson(tenant, last, at, happened), AuditJson.Default.AuditJsonEntry);
        }

        var bytes = entry.ToArray();
        return [.. BeforeHash, .. Encoding.ASCII.GetBytes(HashOf(bytes)), .. BeforeEntry, .. bytes, (byte)'}'];
    }

    /// <summary>Reads a line. Whether its hash is right, and whether it follows the one before, is for <see cref="AuditCheck"/> to say.</summary>
    /// <exception cref="FormatException">It is no line of an audit log.</exception>
    public static AuditEntry Read(ReadOnlySpan<byte> line)
    {
        if (!HasFrame(line))
        {
            throw new FormatException("it does not begin with a hash and an entry.");
        }

        try
        {
            var entry = JsonSerializer.Deserialize(line[EntryAt..^1], AuditJson.Default.AuditJsonEntry) ?? throw new FormatException("its entry is null.");
            return ToEntry(entry, Encoding.ASCII.GetString(line.Slice(BeforeHash.Length, AuditHead.HashDigits)));
        }
        catch (JsonException exception)
        {
            throw new FormatException("its entry is no entry of an audit log.", exception);
        }
    }

    /// <summary>What the entry after a line has to name, also where the line is damaged.</summary>
    public static AuditHead HeadOf(long sequence, ReadOnlySpan<byte> line) => new(sequence, HashIn(line) ?? HashOf(line));

    /// <summary>The hash of the entry in a line, as it is, whatever the line says of it; null where there is no entry.</summary>
    internal static string? HashIn(ReadOnlySpan<byte> line) => HasFrame(line) ? HashOf(line[EntryAt..^1]) : null;

    private static bool HasFrame(ReadOnlySpan<byte> line) =>
        line.Length > EntryAt + 1
        && line.StartsWith(BeforeHash)
        && line[(BeforeHash.Length + AuditHead.HashDigits)..].StartsWith(BeforeEntry)
        && line[^1] == (byte)'}';

    private static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static AuditJsonEntry ToJson(AuditTenant tenant, AuditHead last, DateTimeOffset at, AuditEvent happened) => new(
        tenant.ToString(),
        last.Sequence + 1,
        at.UtcDateTime,
        happened.Id,
        happened.Actor,
        happened.Action,
        happened.Subject,
        happened.Version,
        happened.Reason,
        happened.Count,
        happened.RequestId,
        happened.Address,
        last.Hash);

    private static AuditEntry ToEntry(AuditJsonEntry entry, string hash) => new()
    {
        Tenant = AuditTenant.Parse(entry.Tenant),
        Sequence = entry.Sequence,
        At = entry.At.ToUniversalTime(),
        Event = new()
        {
            Id = entry.Id,
            At = entry.At.ToUniversalTime(),
            Actor = entry.Actor,
            Action = entry.Action,
            Subject = entry.Subject,
            Version = entry.Version,
            Reason = entry.Reason,
            Count = entry.Count,
            RequestId = entry.RequestId,
            Address = entry.Address,
        },
        Previous = entry.Previous,
        Hash = hash,
    };
}
