using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>Who asks for what never was waits for a turn; what is installed, and what is being installed, does not.</summary>
public sealed class AbsentPaceTests : IAsyncLifetime
{
    // Five at once, then one a second, and nobody waits longer than that.
    private readonly PacedCluster cluster = new(checkRate: 1);

    public ValueTask InitializeAsync() => cluster.InitializeAsync();

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    [Fact]
    public async Task Check_OfTooManyThatNeverWere_IsRefusedAndNothingElseIs()
    {
        var installed = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        await cluster.DeactivateAsync(installed.Installation);
        var waiting = await FloodAsync();

        // Read from the storage, as what never was is.
        Assert.True((await installed.Installation.CheckAsync(TestApp.ReadTags)).Allowed);

        // Was not there either until now; it is demanded that the change is accepted.
        await new TestApp(cluster).InstallAsync(TestApp.ReadTags);

        await waiting;
    }

    [Fact]
    public async Task Check_OfOneThatNeverWas_WaitsOnce()
    {
        var absent = new TestApp(cluster).Installation;
        Assert.Equal(CheckReason.NotInstalled, (await absent.CheckAsync(TestApp.ReadTags)).Reason);
        var waiting = await FloodAsync();

        for (var check = 0; check < 100; check++)
        {
            Assert.Equal(CheckReason.NotInstalled, (await absent.CheckAsync(TestApp.ReadTags)).Reason);
        }

        await waiting;
    }

    [Fact]
    public async Task EffectiveScopes_OfWhatNeverWas_TakeATurnToo()
    {
        await FloodAsync(installation => installation.GetEffectiveScopesAsync().AsTask());
    }

    private Task<Task> FloodAsync() => FloodAsync(installation => installation.CheckAsync(TestApp.ReadTags).AsTask());

    // Until one is refused: from then on whoever comes finds all turns taken. What is left waits.
    private async Task<Task> FloodAsync(Func<IInstallationGrain, Task> ask)
    {
        List<Task> calls = [];
        while (!calls.Exists(call => call.IsFaulted))
        {
            Assert.True(calls.Count < 10_000, "Nobody had to wait.");
            calls.Add(ask(new TestApp(cluster).Installation));
            await Task.WhenAny(calls[^1], Task.Delay(TimeSpan.FromMilliseconds(1), TestContext.Current.CancellationToken));
        }

        return Task.WhenAll(calls).ContinueWith(
            all => Assert.All(all.Exception!.InnerExceptions, exception => Assert.False(Assert.IsType<RegistryUnavailableException>(exception).MayHaveChanged)),
            TaskScheduler.Default);
    }
}
