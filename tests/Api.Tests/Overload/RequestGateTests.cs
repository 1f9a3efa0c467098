using Microsoft.Extensions.DependencyInjection;

namespace Registry.Api.Tests;

/// <summary>What finds no place is turned away, and checks have places of their own.</summary>
public sealed class RequestGateTests : IAsyncLifetime
{
    private readonly RegistryServer server = new("--Overload:MaxRequests=2", "--Overload:MaxChecks=2", "--Overload:MaxWaiting=1", "--Overload:MaxWait=00:00:00.010");

    private RequestGate Gate => server.Services.GetRequiredService<RequestGate>();

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Call_AllPlacesAreTaken_IsTurnedAwayAndChecksAreNot()
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        var taken = await FillAsync(isCheck: false);

        var refusal = (await scene.Admin.DeleteAsync(scene.InstallationPath)).Refused(503, "unavailable");
        Assert.Equal("unchanged", refusal.Json.GetProperty("outcome").GetString());
        Assert.Equal("1", refusal.Headers["Retry-After"]);
        (await scene.Admin.GetAsync("/v1/catalog")).Refused(503, "unavailable");
        (await scene.Service.GetAsync($"{scene.InstallationPath}/scopes/read_tags?minRevision=1")).Is(200);
        (await scene.Service.PostAsync("/v1/checks", $$"""{"checks":[{"workspace":"{{scene.Workspace}}","app":"{{scene.App}}","scope":"read_tags"}]}""")).Is(200);
        (await scene.Nobody.GetAsync("/health/ready")).Is(200);

        taken.ForEach(place => place.Dispose());
        Assert.Equal(1, (await scene.Admin.GetAsync(scene.InstallationPath)).Is(200).Json.GetProperty("revision").GetInt64());
    }

    [Fact]
    public async Task Check_AllPlacesOfChecksAreTaken_IsTurnedAwayUnlessItIsAnsweredAtOnce()
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        var check = $"{scene.InstallationPath}/scopes/read_tags";
        (await scene.Service.GetAsync(check)).Is(200);
        var taken = await FillAsync(isCheck: true);

        (await scene.Service.GetAsync($"{check}?minRevision=1")).Refused(503, "unavailable");
        (await scene.Service.GetAsync(check)).Is(200);
        (await scene.Admin.GetAsync(scene.InstallationPath)).Is(200);

        taken.ForEach(place => place.Dispose());
        (await scene.Service.GetAsync($"{check}?minRevision=1")).Is(200);
    }

    [Fact]
    public async Task Call_APlaceBecomesFreeInTime_IsAnswered()
    {
        await using var patient = new RegistryServer("--Overload:MaxRequests=1", "--Overload:MaxWait=00:00:30");
        await patient.InitializeAsync();
        var place = await patient.Services.GetRequiredService<RequestGate>().EnterAsync(isCheck: false, TestContext.Current.CancellationToken);

        var call = new Scene(patient).Service.GetAsync("/v1/catalog");
        Assert.NotSame(call, await Task.WhenAny(call, Task.Delay(100, TestContext.Current.CancellationToken)));
        place!.Dispose();

        (await call).Is(200);
    }

    private async Task<List<IDisposable>> FillAsync(bool isCheck)
    {
        List<IDisposable> taken = [];
        while (await Gate.EnterAsync(isCheck, TestContext.Current.CancellationToken) is { } place)
        {
            taken.Add(place);
        }

        Assert.Equal(2, taken.Count);
        return taken;
    }
}
