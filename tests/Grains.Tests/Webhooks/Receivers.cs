using System.Collections.Concurrent;
using System.Text.Json;
using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>Stands where the network begins: notes what would be sent to each app, and answers as a test wants it.</summary>
internal sealed class Receivers
{
    private readonly ConcurrentDictionary<AppId, Func<WebhookMessage, int, Task<WebhookAnswer>>> answers = new();
    private readonly ConcurrentDictionary<AppId, ConcurrentQueue<Notification>> received = new();
    private readonly ConcurrentDictionary<(SiloAddress Silo, AppId App), Func<Uri?, EndpointSight>> sights = new();

    public static WebhookAnswer Ok { get; } = Status(200);

    public static WebhookAnswer Status(int code, DateTimeOffset? retryAt = null) =>
        new() { WasSent = true, StatusCode = code, Error = code is >= 200 and < 300 ? null : $"The endpoint answered {code}.", RetryAt = retryAt };

    /// <summary>What an address answers that is asked for a sign of life.</summary>
    public Func<Uri, WebhookAnswer> Probe { get; set; } = _ => Ok;

    /// <summary>What silos were told to spare no longer.</summary>
    public ConcurrentBag<(SiloAddress Silo, AppId App, Uri Url)> Resumed { get; } = [];

    /// <summary>Answers an app's notifications from now on; the function gets the message and its number, from 1.</summary>
    public void Answer(AppId app, Func<WebhookMessage, int, Task<WebhookAnswer>> answer) => answers[app] = answer;

    public void Answer(AppId app, params WebhookAnswer[] inTurn) =>
        Answer(app, (_, number) => Task.FromResult(inTurn[Math.Min(number, inTurn.Length) - 1]));

    public IReadOnlyList<Notification> Of(AppId app) => [.. received.GetValueOrDefault(app) ?? []];

    public async Task<WebhookAnswer> SendAsync(WebhookMessage message)
    {
        var notifications = received.GetOrAdd(message.App, _ => new());
        var answer = answers.TryGetValue(message.App, out var give) ? await give(message, notifications.Count + 1) : Ok;
        if (answer.WasSent)
        {
            notifications.Enqueue(new(message, JsonDocument.Parse(message.Body).RootElement));
        }

        return answer;
    }

    /// <summary>Lets a silo see an app's endpoint like this from now on.</summary>
    public void See(SiloAddress silo, AppId app, Func<Uri?, EndpointSight> look) => sights[(silo, app)] = look;

    public EndpointSight Look(SiloAddress silo, AppId app, Uri? url) => sights.TryGetValue((silo, app), out var look) ? look(url) : new();
}
