using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>What batches ask for beyond what is in memory is asked for a little at a time.</summary>
public sealed class BatchPlaceTests : IAsyncLifetime
{
    // One place for all batches.
    private readonly PacedCluster cluster = new(checkRate: 1);

    public ValueTask InitializeAsync() => cluster.InitializeAsync();

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    [Fact]
    public async Task Batches_OfManyThatNeverWere_AreRefusedBeforeTheirKeysAreRead()
    {
        var batches = Enumerable.Range(0, 20).Select(_ => Enumerable.Range(0, 100).Select(_ => new TestApp(cluster)).ToImmutableArray()).ToImmutableArray();

        var refusals = await Task.WhenAll(batches.Select(batch => Assert.ThrowsAsync<RegistryUnavailableException>(() => CheckAsync(batch))));

        // Five at once and then one a second; all others were never asked for.
        Assert.All(refusals, refusal => Assert.False(refusal.MayHaveChanged));
        Assert.InRange(batches.Sum(batch => batch.Sum(Reads)), 1, 200);
    }

    [Fact]
    public async Task Batch_OfInstallationsThatAreNotInMemory_IsAnsweredInOrder()
    {
        List<TestApp> apps = [];
        for (var number = 0; number < 50; number++)
        {
            var app = await new TestApp(cluster).InstallAsync(number % 2 == 0 ? TestApp.ReadTags : TestApp.WriteTags);
            await cluster.DeactivateAsync(app.Installation);
            apps.Add(app);
        }

        var decisions = await CheckAsync([.. apps]);

        Assert.Equal(apps.Select((_, number) => number % 2 == 0), decisions.Select(decision => decision.Allowed));
    }

    // The memory is somebody else's by then.
    [Fact]
    public async Task Batch_ThatWasRefused_WritesNoAnswersAnyMore()
    {
        var (first, second) = (await new TestApp(cluster).InstallAsync(TestApp.ReadTags), await new TestApp(cluster).InstallAsync(TestApp.ReadTags));
        foreach (var app in (TestApp[])[first, second])
        {
            await cluster.DeactivateAsync(app.Installation);
        }

        var checks = cluster.GetService<IScopeChecks>();
        var decisions = new ScopeDecision[2];
        var hanging = cluster.Faults.Hang(first.Key.ToString(), StorageCall.ReadState);
        await Assert.ThrowsAsync<RegistryUnavailableException>(async () => await checks.CheckManyAsync(Checks([first, second]), decisions));
        hanging.SetResult();

        // The only place is free once the first one has its answer.
        Assert.True((await CheckAsync([second]))[0].Allowed);
        Assert.All(decisions, decision => Assert.Equal(default, decision));
        Assert.True((await CheckAsync([first]))[0].Allowed);
    }

    private static ScopeCheck[] Checks(ImmutableArray<TestApp> apps) => [.. apps.Select(app => new ScopeCheck(app.Key, TestApp.ReadTags))];

    private Task<ImmutableArray<ScopeDecision>> CheckAsync(ImmutableArray<TestApp> apps) =>
        cluster.Grains.GetScopeChecks().CheckAsync([.. Checks(apps)]).AsTask();

    private int Reads(TestApp app) => cluster.Faults.Count(app.Key.ToString(), StorageCall.ReadState);
}
