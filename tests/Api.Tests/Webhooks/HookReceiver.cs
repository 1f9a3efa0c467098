using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Registry.Api.Tests;

/// <summary>An app's endpoint on this machine.</summary>
internal sealed class HookReceiver : IAsyncDisposable
{
    private readonly WebApplication app;

    private HookReceiver(WebApplication app) => this.app = app;

    public string Url => $"{app.Urls.First()}/hooks";

    /// <summary>All that it has got, as it came.</summary>
    public ConcurrentQueue<(Dictionary<string, string> Headers, byte[] Body)> Requests { get; } = new();

    /// <summary>What it answers.</summary>
    public int Status { get; set; } = 200;

    /// <summary>What it says to it.</summary>
    public string Text { get; set; } = "noted";

    /// <summary>The notifications that it has got.</summary>
    public ConcurrentQueue<JsonElement> Received { get; } = new();

    /// <summary>The names of the headers that the last one came with.</summary>
    public IReadOnlyCollection<string> HeaderNames { get; private set; } = [];

    /// <param name="certificate">For TLS; null for plain HTTP.</param>
    public static async Task<HookReceiver> StartAsync(X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        builder.Logging.ClearProviders();
        var receiver = new HookReceiver(builder.Build());
        receiver.app.MapPost("/hooks", receiver.TakeAsync);
        receiver.app.MapMethods("/hooks", ["HEAD"], () => Results.StatusCode(receiver.Status));
        await receiver.app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes);
        using var body = JsonDocument.Parse(bytes.ToArray());
        Requests.Enqueue((request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), bytes.ToArray()));
        HeaderNames = [.. request.Headers.Keys];
        Received.Enqueue(body.RootElement.Clone());
        return Results.Text(Text, statusCode: Status);
    }
}
