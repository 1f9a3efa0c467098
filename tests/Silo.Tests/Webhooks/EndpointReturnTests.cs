using System.Net;

namespace Registry.Silo.Tests;

/// <summary>An endpoint that was spared is asked once whether it is back, and then not overrun.</summary>
public sealed class EndpointReturnTests : IAsyncDisposable
{
    private readonly SparedEndpoint spared = new();

    public ValueTask DisposeAsync() => spared.DisposeAsync();

    [Fact]
    public async Task Endpoint_AfterThePause_IsAskedOnce()
    {
        await spared.BreakAsync();
        spared.Clock.Advance(SparedEndpoint.Pause);
        var answer = new TaskCompletionSource<HttpStatusCode>();
        spared.Endpoint.Answer = (_, _) => answer.Task;

        var probe = spared.SendAsync();
        var others = await spared.SendAsync(5);
        Assert.All(others, other => Assert.False(other.WasSent));
        Assert.All(others, other => Assert.InRange(other.RetryAt!.Value, spared.Clock.GetUtcNow() + TimeSpan.FromSeconds(5), spared.Clock.GetUtcNow() + TimeSpan.FromSeconds(10)));
        Assert.Equal(21, spared.Endpoint.Calls);

        answer.SetResult(HttpStatusCode.InternalServerError);
        Assert.Equal(500, (await probe).StatusCode);
        var turnedAway = await spared.SendAsync();
        Assert.False(turnedAway.WasSent);
        Assert.InRange(turnedAway.RetryAt!.Value, spared.Clock.GetUtcNow() + SparedEndpoint.Pause, spared.Clock.GetUtcNow() + SparedEndpoint.Pause + TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Endpoint_ProbeThatIsGivenUp_ProvesNothing()
    {
        await spared.BreakAsync();
        spared.Clock.Advance(SparedEndpoint.Pause);
        spared.Endpoint.Answer = async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return HttpStatusCode.OK;
        };
        using var stop = new CancellationTokenSource();
        var probe = spared.Scene.Sender.SendAsync(SenderScene.Message("https://hook.test/", spared.App), stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => probe);

        spared.Endpoint.Always(HttpStatusCode.OK);
        Assert.False((await spared.SendAsync()).WasSent);
    }

    [Fact]
    public async Task Endpoint_ThatIsBack_IsNotOverrun()
    {
        await spared.BreakAsync();
        spared.Clock.Advance(SparedEndpoint.Pause);
        spared.Endpoint.Always(HttpStatusCode.OK);
        Assert.True((await spared.SendAsync()).IsSuccess);

        var crowd = await spared.SendAsync(30);
        Assert.Single(crowd, each => each.WasSent);
        var times = crowd.Where(each => !each.WasSent).Select(each => each.RetryAt!.Value).ToArray();
        Assert.Equal(29, times.Distinct().Count());
        Assert.InRange(times.Max() - spared.Clock.GetUtcNow(), TimeSpan.FromSeconds(2.8), TimeSpan.FromSeconds(3.2));

        // Ten a second, whoever comes.
        var sent = 0;
        for (var i = 0; i < 100; i++)
        {
            spared.Clock.Advance(TimeSpan.FromMilliseconds(20));
            sent += (await spared.SendAsync(3)).Count(each => each.WasSent);
        }

        Assert.Equal(20, sent);

        spared.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.All(await spared.SendAsync(30), each => Assert.True(each.WasSent));
    }

    [Fact]
    public async Task Endpoint_ThatIsBack_OneThatComesAsToldIsNeverSentAway()
    {
        await spared.BreakAsync();
        spared.Clock.Advance(SparedEndpoint.Pause);
        spared.Endpoint.Always(HttpStatusCode.OK);
        await spared.SendAsync(2);

        for (var i = 0; i < 20; i++)
        {
            var told = await spared.SendAsync();
            Assert.False(told.WasSent);
            Assert.Equal(TimeSpan.FromMilliseconds(100), told.RetryAt!.Value - spared.Clock.GetUtcNow());
            spared.Clock.Advance(told.RetryAt.Value - spared.Clock.GetUtcNow());
            Assert.True((await spared.SendAsync()).IsSuccess);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    public async Task Ping_ThatIsTaken_EndsThePause(int minutes)
    {
        await spared.BreakAsync();
        spared.Clock.Advance(TimeSpan.FromMinutes(minutes));
        spared.Endpoint.Always(HttpStatusCode.OK);

        Assert.True((await spared.PingAsync()).IsSuccess);

        Assert.Equal(new(null, spared.Clock.GetUtcNow()), spared.Scene.Sender.Look(spared.App, null));
        var crowd = await spared.SendAsync(10);
        Assert.Single(crowd, each => each.WasSent);
        Assert.True((await spared.PingAsync()).IsSuccess);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    public async Task Ping_ThatFails_LeavesThePause(int minutes)
    {
        await spared.BreakAsync();
        spared.Clock.Advance(TimeSpan.FromMinutes(minutes));

        var answer = await spared.PingAsync();

        Assert.Equal((true, 500), (answer.WasSent, answer.StatusCode));
        Assert.False((await spared.SendAsync()).WasSent);
        Assert.Equal(21, spared.Endpoint.Calls);
    }

    [Fact]
    public async Task Endpoint_ThatAnotherSiloHasSeenWork_IsSparedNoLonger()
    {
        await spared.BreakAsync();
        spared.Endpoint.Always(HttpStatusCode.OK);

        await spared.Scene.Sender.ResumeAsync(spared.App, new("https://hook.test/other"));
        Assert.False((await spared.SendAsync()).WasSent);
        await spared.Scene.Sender.ResumeAsync(spared.App, new(SparedEndpoint.Url));
        Assert.True((await spared.SendAsync()).IsSuccess);
    }
}
