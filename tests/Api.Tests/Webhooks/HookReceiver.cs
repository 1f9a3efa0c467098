using System.Collections.Concurrent;
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

    /// <summary>What it answers.</summary>
    public int Status { get; set; } = 200;

    /// <summary>What it says to it.</summary>
    public string Text { get; set; } = "noted";

    /// <summary>The notifications that it has got.</summary>
    public ConcurrentQueue<JsonElement> Received { get; } = new();

    /// <summary>The names of the headers that the last one came with.</summary>
    public IReadOnlyCollection<string> HeaderNames { get; private set; } = [];

    public static async Task<HookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
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
        using var body = await JsonDocument.ParseAsync(request.Body);
        HeaderNames = [.. request.Headers.Keys];
        Received.Enqueue(body.RootElement.Clone());
        return Results.Text(Text, statusCode: Status);
    }
}
