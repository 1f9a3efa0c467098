using System.Buffers;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Registry.Traffic;

/// <summary>The endpoint of one app, on a port of its own.</summary>
internal sealed class Endpoint : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly Action<int, long> receive;
    private Socket? closed;
    private volatile bool isSilent;
    private int others;

    private Endpoint(WebApplication server, Action<int, long> receive)
    {
        this.server = server;
        this.receive = receive;
    }

    public Uri Url => new($"{server.Urls.First()}/hooks");

    /// <summary>How many notifications came that are not about an event.</summary>
    public int Others => Volatile.Read(ref others);

    /// <param name="receive">Is told the number of each event that comes, and when.</param>
    public static async Task<Endpoint> StartAsync(Action<int, long> receive)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.Zero);
        var endpoint = new Endpoint(builder.Build(), receive);
        endpoint.server.Run(endpoint.TakeAsync);
        await endpoint.server.StartAsync();
        return endpoint;
    }

    /// <summary>Answers no more.</summary>
    public async Task TurnAsync(EndpointState state)
    {
        if (state == EndpointState.Silent)
        {
            isSilent = true;
        }
        else if (state == EndpointState.Refusing)
        {
            var port = Url.Port;
            await server.StopAsync();

            // Bound and not listening: nobody else gets the port, and connections are refused.
            closed = new(SocketType.Stream, ProtocolType.Tcp);
            closed.Bind(new IPEndPoint(IPAddress.Loopback, port));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        closed?.Dispose();
    }

    private async Task TakeAsync(HttpContext context)
    {
        var now = Stopwatch.GetTimestamp();
        if (isSilent)
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        var body = await context.Request.BodyReader.ReadAtLeastAsync((int)context.Request.ContentLength!, context.RequestAborted);
        if (NumberIn(body.Buffer) is { } number)
        {
            receive(number, now);
        }
        else
        {
            Interlocked.Increment(ref others);
        }

        context.Request.BodyReader.AdvanceTo(body.Buffer.End);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static int? NumberIn(in ReadOnlySequence<byte> body)
    {
        using var notification = JsonDocument.Parse(body);
        return notification.RootElement.GetProperty("data").GetProperty("item").TryGetProperty("number", out var number) ? number.GetInt32() : null;
    }
}
