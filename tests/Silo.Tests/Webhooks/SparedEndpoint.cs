using System.Net;
using Microsoft.Extensions.Time.Testing;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo.Tests;

/// <summary>An app's endpoint on a clock of the test's own, with the breaker's default settings.</summary>
internal sealed class SparedEndpoint : IAsyncDisposable
{
    public const string Url = "https://hook.test/";

    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(15);

    public SparedEndpoint() => Scene = new(null, Clock, Endpoint);

    public FakeTimeProvider Clock { get; } = new(new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    public TestEndpoint Endpoint { get; } = new();

    public AppId App { get; } = Sample.App();

    public SenderScene Scene { get; }

    public ValueTask DisposeAsync() => Scene.DisposeAsync();

    public async Task BreakAsync()
    {
        Endpoint.Always(HttpStatusCode.InternalServerError);
        var before = Endpoint.Calls;
        await SendAsync(20);
        Assert.Equal(before + 20, Endpoint.Calls);
    }

    public Task<WebhookAnswer> SendAsync() => Scene.SendAsync(Url, App)
        .WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

    public Task<WebhookAnswer> PingAsync() => Scene.Sender.PingAsync(SenderScene.Message(Url, App), TestContext.Current.CancellationToken)
        .WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

    public async Task<WebhookAnswer[]> SendAsync(int count)
    {
        var answers = new WebhookAnswer[count];
        for (var i = 0; i < count; i++)
        {
            answers[i] = await SendAsync();
        }

        return answers;
    }
}
