using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Registry.Silo.Tests;

/// <summary>An endpoint that need not speak HTTP: what it does with a connection is up to the test.</summary>
internal sealed class RawReceiver : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task accepting;
    private int connections;

    /// <param name="certificate">For TLS; null for bare TCP.</param>
    /// <param name="speaksFirst">Whether it does not wait for the head of a request.</param>
    /// <param name="answer">What to do.</param>
    public RawReceiver(X509Certificate2? certificate, bool speaksFirst, Func<Stream, CancellationToken, Task> answer)
    {
        listener.Start();
        accepting = AcceptAsync(certificate, async (stream, token) =>
        {
            if (speaksFirst || await ReadHeadAsync(stream, token))
            {
                await answer(stream, token);
            }
        });
    }

    public RawReceiver(X509Certificate2? certificate, Func<Stream, CancellationToken, Task> answer)
        : this(certificate, speaksFirst: false, answer)
    {
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public int Connections => Volatile.Read(ref connections);

    public static Task WriteAsync(Stream stream, string text, CancellationToken cancellationToken) =>
        stream.WriteAsync(Encoding.Latin1.GetBytes(text), cancellationToken).AsTask();

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync(X509Certificate2? certificate, Func<Stream, CancellationToken, Task> answer)
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                var socket = await listener.AcceptSocketAsync(stop.Token);
                Interlocked.Increment(ref connections);
                serving.Add(ServeAsync(socket, certificate, answer));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            await Task.WhenAll(serving);
        }
    }

    private static async Task<bool> ReadHeadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new byte[8192];
        for (var length = 0; !Encoding.Latin1.GetString(head, 0, length).Contains("\r\n\r\n", StringComparison.Ordinal);)
        {
            var read = await stream.ReadAsync(head.AsMemory(length), cancellationToken);
            if (read == 0)
            {
                return false;
            }

            length += read;
        }

        return true;
    }

    private async Task ServeAsync(Socket socket, X509Certificate2? certificate, Func<Stream, CancellationToken, Task> answer)
    {
        try
        {
            await using Stream network = new NetworkStream(socket, ownsSocket: true);
            await using var stream = certificate is null ? network : await SecureAsync(network, certificate);
            await answer(stream, stop.Token);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or AuthenticationException)
        {
            // The other side has had enough, or the test has ended.
        }
    }

    private async Task<Stream> SecureAsync(Stream network, X509Certificate2 certificate)
    {
        // Offline: otherwise it would itself go to the URLs that a certificate names.
        var options = new SslServerAuthenticationOptions { ServerCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true) };
        var secure = new SslStream(network);
        await secure.AuthenticateAsServerAsync(options, stop.Token);
        return secure;
    }
}
