using System.Net;
using Microsoft.Extensions.Time.Testing;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo.Tests;

/// <summary>An endpoint that is down is left alone, asked once whether it is back, and then not overrun.</summary>
public sealed class EndpointSparingTests : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(15);

    private readonly FakeTimeProvider clock = new(new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
    private readonly TestEndpoint endpoint = new();
    private readonly SenderScene scene;
    private readonly AppId app = Sample.App();

    public EndpointSparingTests() => scene = new(options => options.BreakerMinimumThroughput = 20, clock, endpoint);

    public ValueTask DisposeAsync() => scene.DisposeAsync();

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError, true)]
    [InlineData(HttpStatusCode.ServiceUnavailable, true)]
    [InlineData(HttpStatusCode.RequestTimeout, true)]
    [InlineData(HttpStatusCode.TooManyRequests, false)]
    [InlineData(HttpStatusCode.Gone, false)]
    [InlineData(HttpStatusCode.NotFound, false)]
    [InlineData(HttpStatusCode.Found, false)]
    public async Task Endpoint_TwentyOfOneAnswer_IsSparedForThoseThatSayItIsDown(HttpStatusCode status, bool isSpared)
    {
        endpoint.Always(status);
        await SendAsync(20);

        Assert.Equal(isSpared, !(await SendAsync()).WasSent);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Endpoint_NoAnswerAtAll_IsSpared(bool isSilent)
    {
        endpoint.Answer = async (_, token) =>
        {
            if (isSilent)
            {
                await Task.Delay(Timeout.Infinite, token);
            }

            throw new HttpRequestException(HttpRequestError.ConnectionError);
        };
        for (var i = 0; i < 20; i++)
        {
            var sending = SendAsync();
            clock.Advance(TimeSpan.FromSeconds(30));
            Assert.NotNull((await sending).Error);
        }

        Assert.False((await SendAsync()).WasSent);
    }

    [Fact]
    public async Task Endpoint_HalfOfTwentyFailed_IsSparedUntilThePauseIsOver()
    {
        for (var i = 0; i < 19; i++)
        {
            endpoint.Always(i % 2 == 0 ? HttpStatusCode.OK : HttpStatusCode.BadGateway);
            Assert.True((await SendAsync()).WasSent);
        }

        endpoint.Always(HttpStatusCode.BadGateway);
        Assert.True((await SendAsync()).WasSent);

        var spared = await SendAsync();
        Assert.False(spared.WasSent);
        Assert.Null(spared.StatusCode);
        Assert.InRange(spared.RetryAt!.Value, clock.GetUtcNow() + Pause, clock.GetUtcNow() + Pause + TimeSpan.FromMinutes(1));
        Assert.Equal(20, endpoint.Calls);

        clock.Advance(Pause - TimeSpan.FromSeconds(1));
        Assert.False((await SendAsync()).WasSent);
        Assert.Equal(20, endpoint.Calls);
    }

    [Fact]
    public async Task Endpoint_FewerThanTheMinimum_IsNotSpared()
    {
        endpoint.Always(HttpStatusCode.InternalServerError);
        await SendAsync(19);
        clock.Advance(TimeSpan.FromMinutes(16));
        await SendAsync(19);

        Assert.True((await SendAsync(1))[0].WasSent);
        Assert.Equal(39, endpoint.Calls);
    }

    [Fact]
    public async Task Endpoint_AfterThePause_IsAskedOnce()
    {
        await BreakAsync();
        clock.Advance(Pause);
        var answer = new TaskCompletionSource<HttpStatusCode>();
        endpoint.Answer = (_, _) => answer.Task;

        var probe = SendAsync();
        var others = await SendAsync(5);
        Assert.All(others, other => Assert.False(other.WasSent));
        Assert.All(others, other => Assert.InRange(other.RetryAt!.Value, clock.GetUtcNow() + TimeSpan.FromSeconds(5), clock.GetUtcNow() + TimeSpan.FromSeconds(10)));
        Assert.Equal(21, endpoint.Calls);

        answer.SetResult(HttpStatusCode.InternalServerError);
        Assert.Equal(500, (await probe).StatusCode);
        var spared = await SendAsync();
        Assert.False(spared.WasSent);
        Assert.InRange(spared.RetryAt!.Value, clock.GetUtcNow() + Pause, clock.GetUtcNow() + Pause + TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Endpoint_ProbeThatIsGivenUp_ProvesNothing()
    {
        await BreakAsync();
        clock.Advance(Pause);
        endpoint.Answer = async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return HttpStatusCode.OK;
        };
        using var stop = new CancellationTokenSource();
        var probe = scene.Sender.SendAsync(SenderScene.Message("https://hook.test/", app), stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => probe);

        endpoint.Always(HttpStatusCode.OK);
        Assert.False((await SendAsync()).WasSent);
    }

    [Fact]
    public async Task Endpoint_ThatIsBack_IsNotOverrun()
    {
        await BreakAsync();
        clock.Advance(Pause);
        endpoint.Always(HttpStatusCode.OK);
        Assert.True((await SendAsync()).IsSuccess);

        var crowd = await SendAsync(30);
        Assert.Single(crowd, each => each.WasSent);
        var times = crowd.Where(each => !each.WasSent).Select(each => each.RetryAt!.Value).ToArray();
        Assert.Equal(29, times.Distinct().Count());
        Assert.InRange(times.Max() - clock.GetUtcNow(), TimeSpan.FromSeconds(2.8), TimeSpan.FromSeconds(3.2));

        // Ten a second, whoever comes.
        var sent = 0;
        for (var i = 0; i < 100; i++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(20));
            sent += (await SendAsync(3)).Count(each => each.WasSent);
        }

        Assert.Equal(20, sent);

        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.All(await SendAsync(30), each => Assert.True(each.WasSent));
    }

    [Fact]
    public async Task Endpoint_OfAnotherApp_IsNotSpared()
    {
        await BreakAsync();
        endpoint.Always(HttpStatusCode.OK);

        Assert.False((await SendAsync()).WasSent);
        Assert.True((await scene.SendAsync("https://hook.test/", Sample.App())).IsSuccess);
    }

    [Fact]
    public async Task Lanes_OfAppsThatNobodySendsTo_AreForgotten()
    {
        for (var i = 0; i < 50; i++)
        {
            await scene.SendAsync("https://hook.test/", Sample.App());
        }

        await BreakAsync();
        Assert.Equal(51, scene.Lanes.Count);
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.False((await SendAsync()).WasSent);
        clock.Advance(TimeSpan.FromMinutes(34));
        await scene.SendAsync("https://hook.test/", Sample.App());

        Assert.Equal(2, scene.Lanes.Count);
    }

    private async Task BreakAsync()
    {
        endpoint.Always(HttpStatusCode.InternalServerError);
        var before = endpoint.Calls;
        await SendAsync(20);
        Assert.Equal(before + 20, endpoint.Calls);
    }

    private Task<WebhookAnswer> SendAsync() => scene.SendAsync("https://hook.test/", app);

    private async Task<WebhookAnswer[]> SendAsync(int count)
    {
        var answers = new WebhookAnswer[count];
        for (var i = 0; i < count; i++)
        {
            answers[i] = await SendAsync();
        }

        return answers;
    }
}
