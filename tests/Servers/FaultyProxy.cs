using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Registry.Servers;

/// <summary>Stands between a client and a server on 127.0.0.1 and does to their connections what bad networks do.</summary>
public sealed class FaultyProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, Socket> open = new();
    private readonly CancellationTokenSource stop = new();
    private readonly int target;
    private readonly Task accepting;
    private TaskCompletionSource over = new();
    private volatile ProxyFault fault;
    private long requests;
    private int connections;

    /// <summary>Passes connections on to a port of 127.0.0.1.</summary>
    public FaultyProxy(int target)
    {
        this.target = target;
        over.SetResult();
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>How many connections clients have opened so far.</summary>
    public int Connections => Volatile.Read(ref connections);

    /// <summary>How often something came from clients, whatever became of it.</summary>
    public long Requests => Interlocked.Read(ref requests);

    /// <summary>What is done from now on with all connections, also those that are open.</summary>
    public ProxyFault Fault
    {
        get => fault;
        set
        {
            if (value == ProxyFault.HoldRequests)
            {
                over = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            fault = value;
            if (value != ProxyFault.HoldRequests)
            {
                over.TrySetResult();
            }
        }
    }

    /// <summary>How long answers take longer than without the proxy.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Ends all connections that are open.</summary>
    public void CutAll()
    {
        foreach (var (client, server) in open)
        {
            Cut(client, server);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        over.TrySetResult();
        CutAll();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptSocketAsync(stop.Token);
                Interlocked.Increment(ref connections);
                _ = ServeAsync(client);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var one = client;
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, target, stop.Token);
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            return;
        }

        open[client] = server;
        await Task.WhenAll(PassRequestsAsync(client, server), PassAnswersAsync(client, server));
        open.TryRemove(client, out _);
    }

    private async Task PassRequestsAsync(Socket client, Socket server)
    {
        var buffer = new byte[64 * 1024];
        for (var length = await ReadAsync(client, buffer); length > 0; length = await ReadAsync(client, buffer))
        {
            Interlocked.Increment(ref requests);
            if (Fault == ProxyFault.CutRequests)
            {
                Cut(client, server);
                return;
            }

            await over.Task;
            await WriteAsync(server, buffer.AsMemory(0, length));
        }

        Shutdown(server, SocketShutdown.Send);
    }

    private async Task PassAnswersAsync(Socket client, Socket server)
    {
        var buffer = new byte[64 * 1024];
        for (var length = await ReadAsync(server, buffer); length > 0; length = await ReadAsync(server, buffer))
        {
            if (Fault == ProxyFault.CutAnswers)
            {
                Cut(client, server);
                return;
            }

            await Task.Delay(Delay);
            if (Fault != ProxyFault.SwallowAnswers)
            {
                await WriteAsync(client, buffer.AsMemory(0, length));
            }
        }

        Shutdown(client, SocketShutdown.Both);
    }

    // An end that is gone reads as its end of data.
    private static async Task<int> ReadAsync(Socket socket, Memory<byte> buffer)
    {
        try
        {
            return await socket.ReceiveAsync(buffer);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            return 0;
        }
    }

    private static async Task WriteAsync(Socket socket, ReadOnlyMemory<byte> data)
    {
        try
        {
            for (var sent = 0; sent < data.Length;)
            {
                sent += await socket.SendAsync(data[sent..]);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The other end has gone; what it asked for is still passed on.
        }
    }

    // With a reset, as when a machine or a firewall in between has forgotten the connection.
    private static void Cut(Socket client, Socket server)
    {
        foreach (var socket in new[] { client, server })
        {
            try
            {
                socket.LingerState = new(true, 0);
                socket.Close();
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
            }
        }
    }

    private static void Shutdown(Socket socket, SocketShutdown how)
    {
        try
        {
            socket.Shutdown(how);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
        }
    }
}
