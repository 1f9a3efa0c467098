using System.Net;
using Microsoft.Extensions.Time.Testing;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo.Tests;

/// <summary>How much is under way at the same time, and that a slow app waits for itself.</summary>
public sealed class EndpointLimitTests : IAsyncDisposable
{
    private readonly FakeTimeProvider clock = new(new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
    private readonly TestEndpoint endpoint = new();
    private readonly TaskCompletionSource<HttpStatusCode> slow = new();
    private readonly AppId app = Sample.App();
    private readonly SenderScene scene;

    public EndpointLimitTests()
    {
        endpoint.Answer = (url, token) => url.Host == "slow.test" ? slow.Task.WaitAsync(token) : Task.FromResult(HttpStatusCode.OK);
        scene = new(
            options =>
            {
                options.MaxConcurrentPerApp = 2;
                options.MaxConcurrent = 3;
            },
            clock,
            endpoint);
    }

    public ValueTask DisposeAsync() => scene.DisposeAsync();

    [Fact]
    public async Task Send_OverTheLimitOfAnApp_WaitsForTheAppAlone()
    {
        Task<WebhookAnswer>[] first = [SendSlowAsync(app), SendSlowAsync(app)];
        var third = SendSlowAsync(app);
        Assert.Equal(2, endpoint.Calls);
        Assert.True((await scene.SendAsync("https://fast.test/", Sample.App())).IsSuccess);

        slow.SetResult(HttpStatusCode.OK);
        Assert.All(await Task.WhenAll([.. first, third]).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken), answer => Assert.True(answer.IsSuccess));
        Assert.Equal(4, endpoint.Calls);
    }

    [Fact]
    public async Task Send_NoSlotInTime_IsForLater()
    {
        _ = SendSlowAsync(app);
        _ = SendSlowAsync(app);
        var third = SendSlowAsync(app);
        Assert.False(third.IsCompleted);
        clock.Advance(Slots.MostWait);

        var answer = await third.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.False(answer.WasSent);
        Assert.Equal("Nothing was sent: too many attempts are under way. Try again in a few seconds.", answer.Error);
        Assert.InRange(answer.RetryAt!.Value, clock.GetUtcNow() + TimeSpan.FromSeconds(2), clock.GetUtcNow() + TimeSpan.FromSeconds(4));
        Assert.Equal(2, endpoint.Calls);
    }

    [Fact]
    public async Task Send_OverTheLimitOfTheSilo_IsForLater()
    {
        _ = SendSlowAsync(app);
        _ = SendSlowAsync(app);
        _ = SendSlowAsync(Sample.App());
        var fast = scene.SendAsync("https://fast.test/", Sample.App());
        var probe = scene.ProbeAsync("https://fast.test/");
        Assert.Equal(3, endpoint.Calls);
        clock.Advance(Slots.MostWait);

        Assert.False((await fast).WasSent);
        Assert.False((await probe).WasSent);
        slow.SetResult(HttpStatusCode.OK);
        Assert.True((await scene.SendAsync("https://fast.test/", Sample.App())).IsSuccess);
    }

    [Fact]
    public async Task Send_OverTheLimitOfTheLine_IsForLaterAtOnce()
    {
        for (var i = 0; i < 4; i++)
        {
            _ = SendSlowAsync(app);
        }

        Assert.False((await SendSlowAsync(app).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken)).WasSent);
    }

    [Fact]
    public async Task Send_SecretsNotToBeHad_IsForLater()
    {
        scene.Secrets.Fault = new RegistryUnavailableException("down", mayHaveChanged: false);
        var answer = await scene.SendAsync("https://fast.test/", app);
        Assert.False(answer.WasSent);
        Assert.NotNull(answer.RetryAt);
        Assert.Equal(0, endpoint.Calls);
    }

    [Fact]
    public async Task Send_SecretsThatAreNone_FailsWithWords()
    {
        scene.Secrets.Fault = new System.Security.Cryptography.CryptographicException("no");
        var answer = await scene.SendAsync("https://fast.test/", app);
        Assert.True(answer.WasSent);
        Assert.Contains("could not sign", answer.Error, StringComparison.Ordinal);
        Assert.Equal(0, endpoint.Calls);
    }

    private Task<WebhookAnswer> SendSlowAsync(AppId from) => scene.SendAsync("https://slow.test/", from);
}
