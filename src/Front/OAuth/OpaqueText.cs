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
        if (!encoded.SequenceEqual(Base64Url.EncodeToString(bytes)))
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
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return Base64Url.EncodeToString(hash);
    }

    private static void Checksum(string prefix, ReadOnlySpan<byte> content, Span<byte> checksum)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.ASCII.GetBytes(prefix));
        hash.AppendData(content);
        Span<byte> whole = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(whole);
        whole[..checksum.Length].CopyTo(checksum);
    }
}
