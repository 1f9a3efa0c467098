using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>How an endpoint is, put together from what each silo has seen of it.</summary>
public sealed class EndpointWatchTests(TwoSiloCluster cluster)
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    // Minutes after noon; now is noon. Of one silo, or of two.
    [Theory]
    [InlineData(new[] { Never, Never }, Never)]
    [InlineData(new[] { Never, -1 }, Never)]
    [InlineData(new[] { 5, -20 }, 5)]
    [InlineData(new[] { -5, Never }, -5)]
    [InlineData(new[] { -5, -20 }, -5)]
    [InlineData(new[] { 5, Never, 9, Never }, 9)]
    [InlineData(new[] { 9, Never, Never, -1 }, 9)]
    [InlineData(new[] { -5, Never, -9, -6 }, -5)]
    [InlineData(new[] { -5, Never, Never, -6 }, -5)]
    [InlineData(new[] { -5, Never, Never, -4 }, Never)]
    public void Of_WhatSilosSee_IsPausedUntilAllPausesAreOverAndItHasWorkedSince(int[] sights, int expected)
    {
        var seen = sights.Chunk(2).Select(sight => new EndpointSight(At(sight[0]), At(sight[1]))).ToArray();
        var health = expected == Never ? new EndpointHealth(EndpointState.Healthy) : new(EndpointState.Paused, At(expected));

        Assert.Equal(health, EndpointWatch.Of(seen, Noon));
        Assert.Equal(health, EndpointWatch.Of([.. seen.Reverse()], Noon));
    }

    [Fact]
    public void Of_NobodyHasSeenAnything_IsHealthy() => Assert.Equal(new(EndpointState.Healthy), EndpointWatch.Of([], Noon));

    [Fact]
    public async Task Report_SilosDiffer_IsTheLatestPauseOfAll()
    {
        var app = await RegisterAsync();
        Assert.Equal(new(EndpointState.Healthy), await HealthAsync(app));
        var now = TimeProvider.System.GetUtcNow();

        See(0, app, () => new(now.AddMinutes(10)));
        Assert.Equal(new(EndpointState.Paused, now.AddMinutes(10)), await HealthAsync(app));

        See(1, app, () => new(now.AddMinutes(12)));
        Assert.Equal(new(EndpointState.Paused, now.AddMinutes(12)), await HealthAsync(app));

        See(0, app, () => new(now.AddMinutes(14)));
        Assert.Equal(new(EndpointState.Paused, now.AddMinutes(14)), await HealthAsync(app));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Report_OneSiloDoesNotAnswer_IsOfTheOtherOne(int silent)
    {
        var app = await RegisterAsync();
        var until = TimeProvider.System.GetUtcNow().AddMinutes(10);
        See(1 - silent, app, () => new(until));
        using var end = new ManualResetEventSlim();
        See(silent, app, () =>
        {
            end.Wait(TestContext.Current.CancellationToken);
            return new(until.AddMinutes(1));
        });

        Assert.Equal(new(EndpointState.Paused, until), await HealthAsync(app));
        end.Set();

        See(silent, app, () => throw new InvalidOperationException());
        Assert.Equal(new(EndpointState.Paused, until), await HealthAsync(app));
    }

    [Fact]
    public async Task Report_EndpointIsGone_SaysSoUntilItIsSetAgain()
    {
        var app = await RegisterAsync();
        See(0, app, () => new(TimeProvider.System.GetUtcNow().AddMinutes(10)));

        await app.App.DisableWebhookAsync(Publisher.Url, TestApp.By());
        Assert.Equal(new(EndpointState.Gone), await HealthAsync(app));

        await app.App.SetWebhookAsync(new(Publisher.Url, [TestApp.CompanyCreated]), TestApp.By());
        Assert.Equal(EndpointState.Paused, (await HealthAsync(app)).State);
    }

    [Fact]
    public async Task Report_OfAnotherEndpointThanTheOneThatIsSpared_IsHealthy()
    {
        var app = await RegisterAsync();
        var until = TimeProvider.System.GetUtcNow().AddMinutes(10);
        See(0, app, url => url == new Uri(Publisher.Url) ? new(until) : new());
        Assert.Equal(EndpointState.Paused, (await HealthAsync(app)).State);

        await app.App.SetWebhookAsync(new("https://receiver.example/others", [TestApp.CompanyCreated]), TestApp.By());

        Assert.Equal(new(EndpointState.Healthy), await HealthAsync(app));
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(500, false)]
    public async Task Ping_ThatIsTaken_IsToldToEachSilo(int status, bool isTold)
    {
        var app = await RegisterAsync();
        cluster.Receivers.Answer(app.Id, Receivers.Status(status));

        var sent = Assert.IsType<PingResult.Sent>(await cluster.Grains.GetDeliveryList().PingAsync(app.Id, app.Developer));

        Assert.Equal(status, sent.Attempt.StatusCode);
        var told = cluster.Receivers.Resumed.Where(each => each.App == app.Id).ToArray();
        Assert.Equal(isTold ? cluster.SiloAddresses.Order() : [], told.Select(each => each.Silo).Order());
        Assert.All(told, each => Assert.Equal(new(Publisher.Url), each.Url));
    }

    [Fact]
    public async Task Probe_NothingWasSent_IsNoSignOfLife()
    {
        cluster.Receivers.Probe = url => url.Host == "busy.example" ? new() { WasSent = false, Error = "Nothing was sent." } : Receivers.Ok;

        Assert.Equal(200, (await cluster.Grains.GetDeliveryList().ProbeAsync(Publisher.Url)).StatusCode);
        await Assert.ThrowsAsync<RegistryUnavailableException>(() => cluster.Grains.GetDeliveryList().ProbeAsync("https://busy.example/"));
    }

    private const int Never = int.MinValue;

    private static DateTimeOffset? At(int minutes) => minutes == Never ? null : Noon.AddMinutes(minutes);

    private async Task<TestApp> RegisterAsync()
    {
        var app = new TestApp(cluster);
        var definition = app.Definition(TestApp.ReadOne) with { Webhook = new(Publisher.Url, [TestApp.CompanyCreated]) };
        Assert.IsType<AppResult.Accepted>(await app.App.PutAsync(definition, TestApp.By()));
        return app;
    }

    private void See(int silo, TestApp app, Func<EndpointSight> look) => See(silo, app, _ => look());

    private void See(int silo, TestApp app, Func<Uri?, EndpointSight> look) => cluster.Receivers.See(cluster.SiloAddresses[silo], app.Id, look);

    private async Task<EndpointHealth> HealthAsync(TestApp app) =>
        (await cluster.Grains.GetDeliveryList().GetWebhookAsync(app.Id, app.Developer))!.Endpoint;
}
