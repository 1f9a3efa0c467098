using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>An app is told that its scopes are used once for each, beside the checks, and again where that failed.</summary>
public sealed class ScopeUseTests : IAsyncLifetime
{
    private readonly AgeingCluster cluster = new();

    public ValueTask InitializeAsync() => cluster.InitializeAsync();

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    [Fact]
    public async Task Use_OfManyChecks_IsReportedOnce()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags, TestApp.WriteTags);
        var before = cluster.Faults.Count($"{test.Id}", StorageCall.WriteState);
        await UseAsync(test, times: 10);
        await Until.TrueAsync(() => IsReportedAsync(test));
        await UseAsync(test, times: 10);

        await cluster.DeactivateAsync(test.App);
        Assert.Equal(before + 1, cluster.Faults.Count($"{test.Id}", StorageCall.WriteState));
        Assert.Equal([TestApp.WriteTags], (await test.App.GetAsync(null))!.Review.OverPrivileged);
    }

    [Fact]
    public async Task Use_ReportFailed_IsReportedWithALaterUse()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        var before = cluster.Faults.Count($"{test.Id}", StorageCall.WriteState);
        cluster.Faults.Break($"{test.Id}", StorageCall.WriteState, Fault.Before);
        await UseAsync(test, times: 10);
        await Until.TrueAsync(() => Task.FromResult(cluster.Faults.Count($"{test.Id}", StorageCall.WriteState) > before));
        cluster.Faults.Mend($"{test.Id}", StorageCall.WriteState);

        // Not at once: while the storage is down every check would try.
        await UseAsync(test, times: 10);
        await cluster.DeactivateAsync(test.App);
        Assert.False(await IsReportedAsync(test));
        Assert.Equal(before + 1, cluster.Faults.Count($"{test.Id}", StorageCall.WriteState));

        await Until.TrueAsync(async () =>
        {
            cluster.Clock.Advance(TimeSpan.FromMinutes(1));
            await UseAsync(test, times: 1);
            return await IsReportedAsync(test);
        });
    }

    private static async Task<bool> IsReportedAsync(TestApp test) => !(await test.App.GetAsync(null))!.Review.OverPrivileged.Contains(TestApp.ReadTags);

    private async Task UseAsync(TestApp test, int times)
    {
        for (var time = 0; time < times; time++)
        {
            Assert.True((await cluster.GetService<IScopeChecks>().CheckAsync(test.Key, TestApp.ReadTags)).Allowed);
        }
    }
}
