using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Registry.Cluster.Tests;

/// <summary>The endpoint of all apps of a test: notes which numbers each installation has got, and in which order.</summary>
internal sealed class OrderedReceiver : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Line> lines = new();
    private readonly ConcurrentDictionary<(string Line, int Number), bool> refused = new();
    private readonly WebApplication app;
    private readonly int refusesOnceEach;

    private OrderedReceiver(WebApplication app, int refusesOnceEach) => (this.app, this.refusesOnceEach) = (app, refusesOnceEach);

    /// <summary>While it is set, nothing is taken: this status is answered, as soon as it is known.</summary>
    public Task<int>? Refusal { get; set; }

    /// <summary>How many notifications were refused once.</summary>
    public int Refused => refused.Count;

    public string Url => $"{app.Urls.First()}/hooks";

    /// <summary>How many notifications came more than once.</summary>
    public int Duplicates => lines.Values.Sum(line => line.Duplicates);

    /// <summary>Those that came before one that was published earlier, in words.</summary>
    public IEnumerable<string> Faults => lines.SelectMany(line => line.Value.Faults.Select(fault => $"{line.Key}: {fault}"));

    /// <param name="refusesOnceEach">If not 0, a number that it divides is refused when it first comes, and has to be sent again.</param>
    public static async Task<OrderedReceiver> StartAsync(int refusesOnceEach = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = new OrderedReceiver(builder.Build(), refusesOnceEach);
        receiver.app.MapPost("/hooks", receiver.TakeAsync);
        await receiver.app.StartAsync();
        return receiver;
    }

    /// <summary>The highest number that an installation has got; where there are no <see cref="Faults"/>, all before it too.</summary>
    public int Last(string workspace, string app) => lines.GetValueOrDefault($"{workspace}/{app}")?.Last ?? 0;

    /// <summary>All numbers that an installation has got, as they came.</summary>
    public IReadOnlyList<int> Numbers(string workspace, string app) => lines.GetValueOrDefault($"{workspace}/{app}")?.All ?? [];

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        if (Refusal is { } refusal)
        {
            return Results.StatusCode(await refusal);
        }

        using var body = await JsonDocument.ParseAsync(request.Body);
        var notification = body.RootElement;
        if (notification.GetProperty("data").GetProperty("item").TryGetProperty("number", out var sent))
        {
            var line = $"{notification.GetProperty("workspace_id").GetString()}/{notification.GetProperty("app_id").GetString()}";
            var number = sent.GetInt32();
            if (refusesOnceEach > 0 && number % refusesOnceEach == 0 && refused.TryAdd((line, number), true))
            {
                return Results.StatusCode(503);
            }

            lines.GetOrAdd(line, _ => new()).Take(number);
        }

        return Results.NoContent();
    }

    private sealed class Line
    {
        private readonly Lock gate = new();

        private readonly List<int> all = [];

        public int Last { get; private set; }

        public IReadOnlyList<int> All
        {
            get
            {
                lock (gate)
                {
                    return [.. all];
                }
            }
        }

        public int Duplicates { get; private set; }

        public List<string> Faults { get; } = [];

        public void Take(int number)
        {
            lock (gate)
            {
                all.Add(number);
                if (number <= Last)
                {
                    Duplicates++;
                }
                else
                {
                    if (number != Last + 1)
                    {
                        Faults.Add($"{number} came after {Last}");
                    }

                    Last = number;
                }
            }
        }
    }
}
