using System.Text;

namespace Registry.Silo;

/// <summary>The beginning of an answer's body as text that can be stored and shown.</summary>
internal static class AnswerText
{
    private const int KeptBytes = 1024;

    // So much is read to the end, and the connection can be used again; what is longer costs the connection.
    private const int ReadBytes = 64 * 1024;

    private const char NoText = '\uFFFD';

    /// <returns>Null for an empty body.</returns>
    public static async Task<string?> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        var kept = new byte[KeptBytes];
        var length = await body.ReadAtLeastAsync(kept, KeptBytes, throwOnEndOfStream: false, cancellationToken);
        if (length < KeptBytes)
        {
            return length == 0 ? null : Decode(kept.AsSpan(0, length), isWhole: true);
        }

        var rest = new byte[4096];
        var total = length;
        for (var read = -1; read != 0 && total < ReadBytes; total += read)
        {
            read = await body.ReadAsync(rest, cancellationToken);
        }

        return Decode(kept, isWhole: total == length);
    }

    private static string Decode(ReadOnlySpan<byte> bytes, bool isWhole)
    {
        // A character that the limit has cut in two is left out.
        Span<char> text = new char[Encoding.UTF8.GetMaxCharCount(bytes.Length)];
        text = text[..Encoding.UTF8.GetDecoder().GetChars(bytes, text, flush: isWhole)];
        foreach (ref var character in text)
        {
            if (char.IsControl(character) && character is not ('\n' or '\r' or '\t'))
            {
                character = NoText;
            }
        }

        return new(text);
    }
}
