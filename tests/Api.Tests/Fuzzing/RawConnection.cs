using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Registry.Api.Tests.Fuzzing;

/// <summary>Sends requests as they are, also those that no client would make, over one connection after the other.</summary>
internal sealed class RawConnection(Uri server) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly byte[] buffer = new byte[64 * 1024];
    private TcpClient? client;
    private int start;
    private int end;

    /// <exception cref="IOException">There is no answer, or it is none.</exception>
    public async Task<RawAnswer> SendAsync(FuzzRequest request, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        var bytes = request.ToBytes(server.Authority);
        try
        {
            if (client is not null && await TryExchangeAsync(request, bytes, limit.Token) is { } answer)
            {
                return answer;
            }

            // The server may have closed the connection since the last request.
            await ConnectAsync(limit.Token);
            return await TryExchangeAsync(request, bytes, limit.Token) ?? throw new IOException("The connection ended without an answer.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Close();
            throw new IOException($"There was no answer within {Patience}.");
        }
    }

    public void Dispose() => Close();

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        Close();
        client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(server.Host, server.Port, cancellationToken);
    }

    private void Close()
    {
        client?.Dispose();
        client = null;
        start = end = 0;
    }

    private async Task<RawAnswer?> TryExchangeAsync(FuzzRequest request, byte[] bytes, CancellationToken cancellationToken)
    {
        try
        {
            await client!.GetStream().WriteAsync(bytes, cancellationToken);
        }
        catch (IOException)
        {
            // It may have answered without taking all of it.
        }

        if (await TryReadHeadAsync(cancellationToken) is not { } head)
        {
            Close();
            return null;
        }

        var lines = head.Split("\r\n");
        var status = int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture);
        var headers = lines[1..].Select(line => line.Split(": ", 2)).GroupBy(pair => pair[0], StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => string.Join(", ", group.Select(pair => pair.Length > 1 ? pair[1] : "")), StringComparer.OrdinalIgnoreCase);
        var body = request.Method == "HEAD" || status is 204 or 304 ? [] : await ReadBodyAsync(headers, cancellationToken);
        if (start != end)
        {
            throw new IOException($"More follows the answer: {Encoding.Latin1.GetString(buffer, start, end - start)}");
        }

        if (headers.GetValueOrDefault("Connection") == "close")
        {
            Close();
        }

        return new(status, headers, body);
    }

    private async Task<string?> TryReadHeadAsync(CancellationToken cancellationToken)
    {
        start = end = 0;
        try
        {
            do
            {
                if (buffer.AsSpan(0, end).IndexOf("\r\n\r\n"u8) is >= 0 and var length)
                {
                    start = length + 4;
                    return Encoding.Latin1.GetString(buffer, 0, length);
                }
            }
            while (await FillAsync(cancellationToken));
        }
        catch (IOException)
        {
            // Closed.
        }

        return null;
    }

    private async Task<byte[]> ReadBodyAsync(Dictionary<string, string> headers, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        if (headers.TryGetValue("Content-Length", out var text))
        {
            await CopyAsync(body, int.Parse(text, CultureInfo.InvariantCulture), cancellationToken);
        }
        else if (headers.GetValueOrDefault("Transfer-Encoding") == "chunked")
        {
            int size;
            do
            {
                size = int.Parse(await ReadLineAsync(cancellationToken), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                await CopyAsync(body, size, cancellationToken);
                await ReadLineAsync(cancellationToken);
            }
            while (size > 0);
        }

        return body.ToArray();
    }

    private async Task CopyAsync(MemoryStream body, int count, CancellationToken cancellationToken)
    {
        while (count > 0)
        {
            await DemandAsync(cancellationToken);
            var taken = Math.Min(count, end - start);
            body.Write(buffer, start, taken);
            start += taken;
            count -= taken;
        }
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (line.Length < 2 || line[^1] != '\n')
        {
            await DemandAsync(cancellationToken);
            line.Append((char)buffer[start++]);
        }

        return line.ToString()[..^2];
    }

    private async Task DemandAsync(CancellationToken cancellationToken)
    {
        if (start != end)
        {
            return;
        }

        start = end = 0;
        if (!await FillAsync(cancellationToken))
        {
            throw new IOException("The connection ended within an answer.");
        }
    }

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (end == buffer.Length)
        {
            throw new InvalidDataException("The head of an answer has no end.");
        }

        var count = await client!.GetStream().ReadAsync(buffer.AsMemory(end), cancellationToken);
        end += count;
        return count > 0;
    }
}
