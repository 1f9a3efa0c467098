using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Registry.Api;

/// <summary>
/// Where a page of a list ends, as text that callers hand back. It carries a digest over the position and the list, so
/// that one that was altered, or belongs to another list or other filters, is noticed. It is no secret and no permission.
/// </summary>
internal static class Cursor
{
    private const int DigestBytes = 12;
    private const int MostCharacters = 512;

    public static string? Write(string? position, string list)
    {
        if (position is null)
        {
            return null;
        }

        var text = Encoding.UTF8.GetBytes(position);
        return Base64Url.EncodeToString([.. Digest(text, list), .. text]);
    }

    /// <summary>The position that <paramref name="cursor"/> stands for in <paramref name="list"/>.</summary>
    /// <exception cref="ProblemException"><c>invalid_cursor</c>.</exception>
    public static string Read(string cursor, string list)
    {
        if (cursor.Length <= MostCharacters && Decode(cursor) is { Length: > DigestBytes } bytes)
        {
            var text = bytes.AsSpan(DigestBytes);
            if (bytes.AsSpan(0, DigestBytes).SequenceEqual(Digest(text, list)))
            {
                return Encoding.UTF8.GetString(text);
            }
        }

        throw new ProblemException(Problems.InvalidCursor());
    }

    private static byte[]? Decode(string cursor)
    {
        try
        {
            var bytes = Base64Url.DecodeFromChars(cursor);

            // Several texts decode to the same bytes; only the one that was handed out is taken back.
            return Base64Url.EncodeToString(bytes) == cursor ? bytes : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static byte[] Digest(ReadOnlySpan<byte> position, string list) =>
        SHA256.HashData([.. position, 0, .. Encoding.UTF8.GetBytes(list)])[..DigestBytes];
}
