using System.Net.Sockets;

namespace Registry.Cluster.Tests;

/// <summary>Lets one request have one connection, and knows whether it got that far.</summary>
internal sealed class OneConnection : IDisposable
{
    public OneConnection() => Handler = new()
    {
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        ConnectCallback = ConnectAsync,
    };

    public SocketsHttpHandler Handler { get; }

    /// <summary>Whether there was a connection, so that the request may have been sent.</summary>
    public bool IsMade { get; private set; }

    public void Dispose() => Handler.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        if (IsMade)
        {
            throw new IOException("The connection was lost.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        IsMade = true;
        return new NetworkStream(socket, ownsSocket: true);
    }
}
