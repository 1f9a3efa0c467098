using System.Net;
using Registry.Grains;

namespace Registry.Silo.Tests;

/// <summary>What a silo can say about an endpoint.</summary>
public sealed class EndpointSightTests : IAsyncDisposable
{
    private readonly SparedEndpoint spared = new();

    private DateTimeOffset Now => spared.Clock.GetUtcNow();

    public ValueTask DisposeAsync() => spared.DisposeAsync();

    [Fact]
    public void Look_NothingWasSent_KnowsNothing()
    {
        Assert.Equal(new(), Look());
        Assert.Equal(0, spared.Scene.Lanes.Count);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, true)]
    [InlineData(HttpStatusCode.NotFound, true)]
    [InlineData(HttpStatusCode.TooManyRequests, true)]
    [InlineData(HttpStatusCode.InternalServerError, false)]
    public async Task Look_OneAnswer_KnowsWhetherItWorks(HttpStatusCode status, bool works)
    {
        spared.Endpoint.Always(status);
        await spared.SendAsync();

        Assert.Equal(new(null, works ? Now : null), Look());
    }

    [Fact]
    public async Task Look_EndpointFailsAndComesBack_IsSparedInBetween()
    {
        await spared.BreakAsync();
        var until = Now + SparedEndpoint.Pause;
        Assert.Equal(new(until), Look());

        // Turned away, and then the pause is over: nothing has been shown yet.
        await spared.SendAsync();
        spared.Clock.Advance(SparedEndpoint.Pause);
        Assert.Equal(new(until), Look());

        await spared.SendAsync();
        Assert.Equal(new(Now + SparedEndpoint.Pause), Look());

        spared.Clock.Advance(SparedEndpoint.Pause);
        spared.Endpoint.Always(HttpStatusCode.OK);
        await spared.SendAsync();
        Assert.Equal(new(null, Now), Look());
    }

    [Fact]
    public async Task Look_NobodySendsForLong_IsForgotten()
    {
        await spared.BreakAsync();
        spared.Clock.Advance(TimeSpan.FromMinutes(40));

        Assert.Equal(new(), Look());
    }

    [Fact]
    public async Task Look_AtAnotherEndpointThanTheLastOne_KnowsNothing()
    {
        await spared.BreakAsync();

        Assert.Equal(new(), spared.Scene.Sender.Look(spared.App, new("https://hook.test/other")));
        Assert.Equal(Look(), spared.Scene.Sender.Look(spared.App, null));
    }

    private EndpointSight Look() => spared.Scene.Sender.Look(spared.App, new(SparedEndpoint.Url));
}
