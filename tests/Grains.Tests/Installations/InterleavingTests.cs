using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>A check never waits for a write in progress, and never shows one.</summary>
public sealed class InterleavingTests(RegistryCluster cluster)
{
    [Theory]
    [InlineData(nameof(StorageCall.Mark))]
    [InlineData(nameof(StorageCall.WriteState))]
    public async Task Check_WhileAWriteHangs_AnswersFromWhatIsStored(string call)
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        var hang = cluster.Faults.Hang(test.Key.ToString(), Enum.Parse<StorageCall>(call));

        var revoke = test.Installation.RevokeScopeAsync(TestApp.ReadTags, TestApp.By());
        await WaitForCallAsync(test, Enum.Parse<StorageCall>(call), atLeast: 2);

        Assert.Equal(new(CheckReason.Granted, 1), await test.Installation.CheckAsync(TestApp.ReadTags));
        Assert.Equal([TestApp.ReadTags], (await test.Installation.GetEffectiveScopesAsync()).Scopes);
        Assert.Equal(1, (await test.Installation.GetAsync())!.Revision);
        Assert.False(revoke.IsCompleted);

        hang.SetResult();
        TestApp.Accepted(await revoke);
        Assert.Equal(new(CheckReason.ScopeNotGranted, 2), await test.Installation.CheckAsync(TestApp.ReadTags));
    }

    [Fact]
    public async Task Check_WhileTheCompletionOfAChangeHangs_ShowsTheChange()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        var hang = cluster.Faults.Hang(test.Key.ToString(), StorageCall.Complete);

        var revoke = test.Installation.RevokeScopeAsync(TestApp.ReadTags, TestApp.By());
        await WaitForCallAsync(test, StorageCall.Complete, atLeast: 2);

        // The row is marked, so the list asks the grain: it must not show what is no longer so.
        var page = await cluster.Grains.GetInstallationList().ListByWorkspaceAsync(test.Workspace, new(), null, 10);
        Assert.Equal(2, Assert.Single(page.Items).Revision);
        Assert.Equal(new(CheckReason.ScopeNotGranted, 2), await test.Installation.CheckAsync(TestApp.ReadTags));

        hang.SetResult();
        TestApp.Accepted(await revoke);
    }

    [Fact]
    public async Task LiveManifest_WhileAWriteOfTheAppHangs_IsTheStoredOne()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        var hang = cluster.Faults.Hang(test.Id.Value, StorageCall.WriteState);

        var suspend = test.App.SuspendAsync("Abuse", TestApp.By());
        await WaitForCallAsync(test.Id.Value, StorageCall.WriteState, atLeast: 2);

        Assert.False((await test.App.GetLiveManifestAsync())!.IsSuspended);
        Assert.Equal(CheckReason.Granted, (await test.Installation.CheckAsync(TestApp.ReadTags)).Reason);

        hang.SetResult();
        Assert.IsType<AppResult.Accepted>(await suspend);
        Assert.Equal(CheckReason.AppSuspended, (await test.Installation.CheckAsync(TestApp.ReadTags)).Reason);
    }

    private Task WaitForCallAsync(TestApp test, StorageCall call, int atLeast) => WaitForCallAsync(test.Key.ToString(), call, atLeast);

    private async Task WaitForCallAsync(string key, StorageCall call, int atLeast)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (cluster.Faults.Count(key, call) < atLeast)
        {
            await Task.Delay(5, limit.Token);
        }
    }
}
