using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>Who asks for what never was waits for a turn; what is installed, and what is being installed, does not.</summary>
public sealed class AbsentPaceTests : IAsyncLifetime
{
    private static readonly Dictionary<string, Func<TestApp, Task>> All = new()
    {
        ["scopes"] = test => test.Installation.GetEffectiveScopesAsync().AsTask(),
        ["installation"] = test => test.Installation.GetAsync().AsTask(),
        ["history"] = test => test.Installation.GetHistoryAsync(newestFirst: true, after: null, limit: 10),
        ["as of"] = test => test.Installation.GetAsOfAsync(DateTimeOffset.UnixEpoch),
        ["app"] = test => test.App.GetAsync(developer: null).AsTask(),
        ["versions"] = test => test.App.GetVersionsAsync(developer: null, after: null, limit: 10),
    };

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

    public static TheoryData<string> Reads => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Reads))]
    public Task Read_OfWhatNeverWas_TakesATurnToo(string read) => FloodAsync(All[read]);

    private Task<Task> FloodAsync() => FloodAsync(test => test.Installation.CheckAsync(TestApp.ReadTags).AsTask());

    // Until one is refused: from then on whoever comes finds all turns taken. What is left waits.
    private async Task<Task> FloodAsync(Func<TestApp, Task> ask)
    {
        List<Task> calls = [];
        while (!calls.Exists(call => call.IsFaulted))
        {
            Assert.True(calls.Count < 10_000, "Nobody had to wait.");
            calls.Add(ask(new TestApp(cluster)));
            await Task.WhenAny(calls[^1], Task.Delay(TimeSpan.FromMilliseconds(1), TestContext.Current.CancellationToken));
        }

        return Task.WhenAll(calls).ContinueWith(
            all => Assert.All(all.Exception!.InnerExceptions, exception => Assert.False(Assert.IsType<RegistryUnavailableException>(exception).MayHaveChanged)),
            TaskScheduler.Default);
    }
}
