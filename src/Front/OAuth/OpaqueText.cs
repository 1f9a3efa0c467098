using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Registry.Front;

/// <summary>
/// Credentials as text: a prefix that says what it is, then bytes in base64url, of which the last four are a checksum. So
/// scanners of code find one that was left there, and know it for one without asking anybody.
/// </summary>
public static class OpaqueText
{
    private const int ChecksumBytes = 4;

    // Longer than any credential is.
    private const int MostOnStack = 256;

    /// <summary>The text of a credential.</summary>
    /// <param name="prefix">Says what it is.</param>
    /// <param name="content">What it consists of.</param>
    public static string Write(string prefix, ReadOnlySpan<byte> content)
    {
        Span<byte> bytes = stackalloc byte[content.Length + ChecksumBytes];
        content.CopyTo(bytes);
        Checksum(prefix, content, bytes[content.Length..]);
        return string.Concat(prefix, Base64Url.EncodeToString(bytes));
    }

    /// <summary>What a text consists of; false where it is none of that kind, or was mistyped.</summary>
    /// <param name="prefix">Says what it is to be.</param>
    /// <param name="text">The text.</param>
    /// <param name="most">How many bytes it may have at most.</param>
    /// <param name="content">What it consists of.</param>
    public static bool TryRead(string prefix, string text, int most, out byte[] content)
    {
        content = [];
        var encoded = text.AsSpan();
        if (!encoded.StartsWith(prefix, StringComparison.Ordinal) || encoded.Length > prefix.Length + Base64Url.GetEncodedLength(most + ChecksumBytes))
        {
            return false;
        }

        encoded = encoded[prefix.Length..];
        Span<byte> bytes = stackalloc byte[Base64Url.GetMaxDecodedLength(encoded.Length)];
        if (Base64Url.DecodeFromChars(encoded, bytes, out _, out var length) != OperationStatus.Done || length <= ChecksumBytes)
        {
            return false;
        }

        // One credential, one text: base64url has several for bits that are left over, and skips blanks.
        bytes = bytes[..length];
        Span<char> canonical = stackalloc char[Base64Url.GetEncodedLength(length)];
        if (!encoded.SequenceEqual(canonical[..Base64Url.EncodeToChars(bytes, canonical)]))
        {
            return false;
        }

        Span<byte> checksum = stackalloc byte[ChecksumBytes];
        Checksum(prefix, bytes[..^ChecksumBytes], checksum);
        if (!checksum.SequenceEqual(bytes[^ChecksumBytes..]))
        {
            return false;
        }

        content = bytes[..^ChecksumBytes].ToArray();
        return true;
    }

    /// <summary>What is kept of a credential: its SHA-256, base64url.</summary>
    public static string HashOf(string text)
    {
        Span<byte> bytes = text.Length <= MostOnStack ? stackalloc byte[Encoding.UTF8.GetMaxByteCount(MostOnStack)] : new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(text, bytes)], hash);
        return Base64Url.EncodeToString(hash);
    }

    private static void Checksum(string prefix, ReadOnlySpan<byte> content, Span<byte> checksum)
    {
        Span<byte> both = stackalloc byte[prefix.Length + content.Length];
        content.CopyTo(both[Encoding.ASCII.GetBytes(prefix, both)..]);
        Span<byte> whole = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(both, whole);
        whole[..checksum.Length].CopyTo(checksum);
    }
}
