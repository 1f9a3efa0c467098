using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Registry.Servers;

/// <summary>Stands before an HTTP server on 127.0.0.1, passes requests on byte for byte, and spoils some of them.</summary>
public sealed class FaultyHttpProxy : IAsyncDisposable
{
    private const string Json = """{"odata.error":{"code":"$","message":{"lang":"en-US","value":"Made up by a test."}}}""";

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<Task, byte> serving = new();
    private readonly ConcurrentDictionary<HttpFault, int> done = new();
    private readonly Random random;
    private readonly int target;
    private readonly Task accepting;
    private volatile HttpFault fault;

    /// <param name="target">The port of the server.</param>
    /// <param name="seed">Which requests are spoiled comes from this.</param>
    public FaultyHttpProxy(int target, int seed)
    {
        this.target = target;
        random = new(seed);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>What befalls requests from now on.</summary>
    public HttpFault Fault
    {
        get => fault;
        set => fault = value;
    }

    /// <summary>Which part of the requests it befalls, 0 to 1.</summary>
    public double Share { get; set; } = 1;

    /// <summary>How many requests each fault has befallen.</summary>
    public IReadOnlyDictionary<HttpFault, int> Done => done;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await accepting;
        await Task.WhenAll(serving.Keys);
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                var task = ServeAsync(client);
                serving[task] = 0;
                _ = task.ContinueWith(ended => serving.TryRemove(ended, out _), TaskScheduler.Default);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        await Task.Yield();
        using var _ = client;
        using var server = new TcpClient();
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, target, stop.Token);
            (client.NoDelay, server.NoDelay) = (true, true);
            while (await HttpBytes.ReadAsync(client.GetStream(), isAnswer: false, stop.Token) is { } request
                && await PassAsync(request, client.GetStream(), server.GetStream()))
            {
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One end has gone, and with it the connection.
        }
    }

    // False where the connection has to end.
    private async Task<bool> PassAsync(HttpBytes request, NetworkStream client, NetworkStream server)
    {
        var befalls = Choose(request);
        done.AddOrUpdate(befalls, 1, (_, count) => count + 1);
        if (MadeUp(befalls) is { } made)
        {
            await client.WriteAsync(made, stop.Token);
            return true;
        }

        if (befalls is HttpFault.None or HttpFault.SilentAfter or HttpFault.CutAfter or HttpFault.BusyAfter)
        {
            await server.WriteAsync(request.All, stop.Token);
            if (await HttpBytes.ReadAsync(server, isAnswer: true, stop.Token) is not { } answer)
            {
                return false;
            }

            if (befalls is HttpFault.None or HttpFault.BusyAfter)
            {
                await client.WriteAsync(befalls == HttpFault.None ? answer.All : MadeUp(HttpFault.Busy)!.Value, stop.Token);
                return true;
            }
        }

        if (befalls is HttpFault.SilentBefore or HttpFault.SilentAfter)
        {
            // Until the client has lost patience and hangs up.
            await client.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false, stop.Token);
        }

        return false;
    }

    private HttpFault Choose(HttpBytes request)
    {
        var chosen = fault;
        lock (random)
        {
            return chosen == HttpFault.None || random.NextDouble() >= Share || (chosen == HttpFault.ConditionFailed && !request.HasCondition)
                ? HttpFault.None
                : chosen;
        }
    }

    private static ReadOnlyMemory<byte>? MadeUp(HttpFault fault) => fault switch
    {
        HttpFault.Busy => MadeUp("503 Service Unavailable", "ServerBusy"),
        HttpFault.TooMany => MadeUp("429 Too Many Requests", "TooManyRequests"),
        HttpFault.ConditionFailed => MadeUp("412 Precondition Failed", "UpdateConditionNotSatisfied"),
        _ => (ReadOnlyMemory<byte>?)null,
    };

    private static ReadOnlyMemory<byte> MadeUp(string status, string code)
    {
        var body = Json.Replace("$", code, StringComparison.Ordinal);
        return Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {status}\r\nx-ms-error-code: {code}\r\nContent-Type: application/json;odata=minimalmetadata\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }
}
