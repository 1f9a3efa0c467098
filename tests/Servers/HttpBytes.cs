using System.Globalization;
using System.Text;

namespace Registry.Servers;

/// <summary>One request or answer of HTTP/1.1 as it came over the wire (RFC 9112 section 6).</summary>
internal sealed class HttpBytes
{
    private readonly List<byte> all = [];
    private string head = "";

    /// <summary>All of it.</summary>
    public ReadOnlyMemory<byte> All => all.ToArray();

    /// <summary>Whether it is a request under a condition.</summary>
    public bool HasCondition => Header("If-Match") is not null;

    /// <summary>Reads one; null where the connection ends before it begins.</summary>
    public static async Task<HttpBytes?> ReadAsync(Stream stream, bool isAnswer, CancellationToken cancellationToken)
    {
        var message = new HttpBytes();
        if (!await message.ReadHeadAsync(stream, cancellationToken))
        {
            return null;
        }

        // Answers of these have no body whatever their header says (section 6.3).
        if (isAnswer && message.head.Split(' ')[1] is "204" or "304")
        {
            return message;
        }

        if (message.Header("Transfer-Encoding") is not null)
        {
            await message.ReadChunksAsync(stream, cancellationToken);
        }
        else if (message.Header("Content-Length") is { } length)
        {
            await message.ReadAsync(stream, int.Parse(length, CultureInfo.InvariantCulture), cancellationToken);
        }

        return message;
    }

    private string? Header(string name) => head.Split("\r\n").Skip(1)
        .FirstOrDefault(line => line.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();

    private async Task<bool> ReadHeadAsync(Stream stream, CancellationToken cancellationToken)
    {
        do
        {
            if (await ReadLineAsync(stream, cancellationToken) is not { } line)
            {
                return false;
            }

            head += line;
        }
        while (!head.EndsWith("\r\n\r\n", StringComparison.Ordinal));

        return true;
    }

    private async Task ReadChunksAsync(Stream stream, CancellationToken cancellationToken)
    {
        int length;
        do
        {
            var size = await ReadLineAsync(stream, cancellationToken) ?? throw new IOException("The connection ended within a chunk.");
            length = int.Parse(size.Split(';')[0].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            await ReadAsync(stream, length + 2, cancellationToken);
        }
        while (length > 0);
    }

    private async Task<string?> ReadLineAsync(Stream stream, CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (line.Length == 0 || line[^1] != '\n')
        {
            if (await stream.ReadAsync(one, cancellationToken) == 0)
            {
                return null;
            }

            all.Add(one[0]);
            line.Append((char)one[0]);
        }

        return line.ToString();
    }

    private async Task ReadAsync(Stream stream, int length, CancellationToken cancellationToken)
    {
        var bytes = new byte[length];
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        all.AddRange(bytes);
    }
}
