using System.Net;

namespace Registry.Silo.Tests;

/// <summary>An endpoint that is down is left alone, and nobody else suffers for it.</summary>
public sealed class EndpointSparingTests : IAsyncDisposable
{
    private readonly SparedEndpoint spared = new();

    public ValueTask DisposeAsync() => spared.DisposeAsync();

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
        spared.Endpoint.Always(status);
        await spared.SendAsync(20);

        Assert.Equal(isSpared, !(await spared.SendAsync()).WasSent);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Endpoint_NoAnswerAtAll_IsSpared(bool isSilent)
    {
        spared.Endpoint.Answer = async (_, token) =>
        {
            if (isSilent)
            {
                await Task.Delay(Timeout.Infinite, token);
            }

            throw new HttpRequestException(HttpRequestError.ConnectionError);
        };
        for (var i = 0; i < 20; i++)
        {
            var sending = spared.SendAsync();
            spared.Clock.Advance(TimeSpan.FromSeconds(30));
            Assert.NotNull((await sending).Error);
        }

        Assert.False((await spared.SendAsync()).WasSent);
    }

    [Fact]
    public async Task Endpoint_HalfOfTwentyFailed_IsSparedUntilThePauseIsOver()
    {
        for (var i = 0; i < 19; i++)
        {
            spared.Endpoint.Always(i % 2 == 0 ? HttpStatusCode.OK : HttpStatusCode.BadGateway);
            Assert.True((await spared.SendAsync()).WasSent);
        }

        spared.Endpoint.Always(HttpStatusCode.BadGateway);
        Assert.True((await spared.SendAsync()).WasSent);

        var turnedAway = await spared.SendAsync();
        Assert.False(turnedAway.WasSent);
        Assert.Null(turnedAway.StatusCode);
        Assert.InRange(turnedAway.RetryAt!.Value, spared.Clock.GetUtcNow() + SparedEndpoint.Pause, spared.Clock.GetUtcNow() + SparedEndpoint.Pause + TimeSpan.FromMinutes(1));
        Assert.Equal(20, spared.Endpoint.Calls);

        spared.Clock.Advance(SparedEndpoint.Pause - TimeSpan.FromSeconds(1));
        Assert.False((await spared.SendAsync()).WasSent);
        Assert.Equal(20, spared.Endpoint.Calls);
    }

    [Fact]
    public async Task Endpoint_FewerThanTheMinimum_IsNotSpared()
    {
        spared.Endpoint.Always(HttpStatusCode.InternalServerError);
        await spared.SendAsync(19);
        spared.Clock.Advance(TimeSpan.FromMinutes(16));
        await spared.SendAsync(19);

        Assert.True((await spared.SendAsync(1))[0].WasSent);
        Assert.Equal(39, spared.Endpoint.Calls);
    }

    [Fact]
    public async Task Endpoint_OfAnotherApp_IsNotSpared()
    {
        await spared.BreakAsync();
        spared.Endpoint.Always(HttpStatusCode.OK);

        Assert.False((await spared.SendAsync()).WasSent);
        Assert.True((await spared.Scene.SendAsync("https://hook.test/", Sample.App())).IsSuccess);
    }

    [Fact]
    public async Task Endpoint_AtAnotherUrlOfTheApp_IsNotSpared()
    {
        await spared.BreakAsync();
        spared.Endpoint.Always(HttpStatusCode.OK);

        for (var i = 0; i < 50; i++)
        {
            Assert.True((await spared.Scene.SendAsync($"https://hook.test/{i}", spared.App)).IsSuccess);
        }

        Assert.Equal(1, spared.Scene.Lanes.Count);
    }

    [Fact]
    public async Task Lanes_OfAppsThatNobodySendsTo_AreForgotten()
    {
        for (var i = 0; i < 50; i++)
        {
            await spared.Scene.SendAsync("https://hook.test/", Sample.App());
        }

        await spared.BreakAsync();
        Assert.Equal(51, spared.Scene.Lanes.Count);
        spared.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.False((await spared.SendAsync()).WasSent);
        spared.Clock.Advance(TimeSpan.FromMinutes(34));
        await spared.Scene.SendAsync("https://hook.test/", Sample.App());

        Assert.Equal(2, spared.Scene.Lanes.Count);
    }
}
