using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>What was acknowledged is there after the activation has gone.</summary>
public sealed class SurvivalTests(RegistryCluster cluster)
{
    [Fact]
    public async Task Installation_Deactivated_IsAsItWas()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags, TestApp.WriteTags);
        TestApp.Accepted(await test.Installation.RevokeScopeAsync(TestApp.WriteTags, TestApp.By()));
        TestApp.Accepted(await test.Installation.SuspendAsync("Trial over", TestApp.By("billing")));
        var before = await test.Installation.GetAsync();

        await cluster.DeactivateAsync(test.Installation);

        Assert.Equivalent(before, await test.Installation.GetAsync(), strict: true);
        Assert.Equal(new(CheckReason.InstallationSuspended, 3), await test.Installation.CheckAsync(TestApp.ReadTags));
        Assert.Equal([3, 2, 1], TestApp.Revisions(await test.Installation.GetHistoryAsync(newestFirst: true, null, 10)));
    }

    [Fact]
    public async Task Revision_UninstalledAndInstalledAgain_GoesOn()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        TestApp.Accepted(await test.Installation.UninstallAsync(TestApp.By()));
        await cluster.DeactivateAsync(test.Installation);
        Assert.Equal(new(CheckReason.NotInstalled, 2), await test.Installation.CheckAsync(TestApp.ReadTags));

        var again = TestApp.Accepted(await test.Installation.InstallAsync(new(), TestApp.By()));

        Assert.Equal(3, again.Revision);
        Assert.Equal([1, 2, 3], TestApp.Revisions(await test.Installation.GetHistoryAsync(newestFirst: false, null, 10)));
    }

    [Fact]
    public async Task App_Deactivated_IsAsItWas()
    {
        var test = await new TestApp(cluster).RegisterAsync(TestApp.ReadTags);
        Assert.IsType<AppResult.Accepted>(await test.App.SetWebhookAsync(new("https://app.example/hook", [TestApp.Ping]), TestApp.By()));
        var before = await test.App.GetAsync(null);

        await cluster.DeactivateAsync(test.App);

        Assert.Equivalent(before, await test.App.GetAsync(null), strict: true);
        var versions = await test.App.GetVersionsAsync(test.Developer, null, 10);
        Assert.Equal([2, 1], versions!.Items.Select(version => version.Version));
    }

    [Fact]
    public async Task UsedScopes_AppDeactivated_AreStillKnown()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags, TestApp.WriteTags);
        Assert.Equal([TestApp.ReadTags, TestApp.WriteTags], (await test.App.GetAsync(null))!.Review.OverPrivileged);

        Assert.True((await test.Installation.CheckAsync(TestApp.ReadTags)).Allowed);
        await Until.TrueAsync(async () => (await test.App.GetAsync(null))!.Review.OverPrivileged.SequenceEqual([TestApp.WriteTags]));

        await cluster.DeactivateAsync(test.App);
        Assert.Equal([TestApp.WriteTags], (await test.App.GetAsync(null))!.Review.OverPrivileged);
    }

    [Fact]
    public async Task History_OfTenThousandChanges_IsNotInTheState()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags, TestApp.WriteTags);
        var sizes = new List<int>();
        for (var change = 0; change < 10_000; change++)
        {
            TestApp.Accepted(change % 2 == 0
                ? await test.Installation.RevokeScopeAsync(TestApp.WriteTags, TestApp.By())
                : await test.Installation.GrantScopeAsync(TestApp.WriteTags, TestApp.By()));
            if (change is 9 or 9_999)
            {
                sizes.Add((await StoredBytesAsync(test)).Length);
            }
        }

        // Only the digits of the revision may have grown.
        Assert.InRange(sizes[1], sizes[0], sizes[0] + 30);
        var writes = cluster.Faults.Count(test.Key.ToString(), StorageCall.WriteState);
        Assert.Equal(10_001, writes);
        var page = await test.Installation.GetHistoryAsync(newestFirst: false, after: 9_990, limit: 200);
        Assert.Equal(Enumerable.Range(9_991, 11).Select(revision => (long)revision), TestApp.Revisions(page));
    }

    private async Task<ReadOnlyMemory<byte>> StoredBytesAsync(TestApp test)
    {
        var storage = cluster.GetKeyedService<Orleans.Storage.IGrainStorage>(StorageNames.Registry);
        var state = new GrainState<StoredState<InstallationRecord, InstallationChange>>();
        await storage.ReadStateAsync("installation", test.Installation.GetGrainId(), state);
        return new StateSerializer().Serialize(state.State).ToMemory();
    }
}
