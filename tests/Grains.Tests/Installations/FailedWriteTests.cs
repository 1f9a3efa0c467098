using Orleans.Storage;
using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>After a write that failed, memory and storage agree, and the caller was told the truth.</summary>
public sealed class FailedWriteTests(RegistryCluster cluster)
{
    [Fact]
    public async Task Revoke_StateWriteFailsBeforeItHappens_ChangesNothing()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        cluster.Faults.Break(test.Key.ToString(), StorageCall.WriteState, Fault.Before);

        var exception = await Assert.ThrowsAsync<RegistryUnavailableException>(() => test.Installation.RevokeScopeAsync(TestApp.ReadTags, TestApp.By()));
        Assert.True(exception.MayHaveChanged);
        cluster.Faults.Mend(test.Key.ToString(), StorageCall.WriteState);

        await AssertIsAsync(test, revision: 1, CheckReason.Granted);
        Assert.Equal(2, TestApp.Accepted(await test.Installation.RevokeScopeAsync(TestApp.ReadTags, TestApp.By())).Revision);
        await AssertIsAsync(test, revision: 2, CheckReason.ScopeNotGranted);
    }

    [Fact]
    public async Task Revoke_StateWriteFailsAfterItHappened_IsFoundByTheNextCall()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        cluster.Faults.Break(test.Key.ToString(), StorageCall.WriteState, Fault.After);

        var exception = await Assert.ThrowsAsync<RegistryUnavailableException>(() => test.Installation.RevokeScopeAsync(TestApp.ReadTags, TestApp.By()));
        Assert.True(exception.MayHaveChanged);
        cluster.Faults.Mend(test.Key.ToString(), StorageCall.WriteState);

        await AssertIsAsync(test, revision: 2, CheckReason.ScopeNotGranted);

        // Repeating the call is safe: it finds that nothing is left to do.
        var repeated = Assert.IsType<InstallationResult.Accepted>(await test.Installation.RevokeScopeAsync(TestApp.ReadTags, TestApp.By()));
        Assert.False(repeated.Changed);
        Assert.Equal(2, repeated.Installation.Revision);
    }

    [Fact]
    public async Task Revoke_AnotherActivationHasWrittenInBetween_IsRefusedAndTheOtherChangeStands()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags, TestApp.WriteTags);
        await StoreBehindTheGrainAsync(test, record => record with { GrantedScopes = [TestApp.ReadTags], Revision = record.Revision + 1 });

        await Assert.ThrowsAnyAsync<InconsistentStateException>(() => test.Installation.RevokeScopeAsync(TestApp.ReadTags, TestApp.By()));

        await AssertIsAsync(test, revision: 2, CheckReason.Granted);
        Assert.Equal(CheckReason.ScopeNotGranted, (await test.Installation.CheckAsync(TestApp.WriteTags)).Reason);
    }

    [Theory]
    [InlineData(Fault.Before)]
    [InlineData(Fault.After)]
    public async Task Revoke_AnnouncementFails_ChangesNothingAndSaysSo(Fault fault)
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        cluster.Faults.Break(test.Key.ToString(), StorageCall.Mark, fault);

        var exception = await Assert.ThrowsAsync<RegistryUnavailableException>(() => test.Installation.RevokeScopeAsync(TestApp.ReadTags, TestApp.By()));
        Assert.False(exception.MayHaveChanged);
        cluster.Faults.Mend(test.Key.ToString(), StorageCall.Mark);

        await AssertIsAsync(test, revision: 1, CheckReason.Granted);
        TestApp.Accepted(await test.Installation.RevokeScopeAsync(TestApp.ReadTags, TestApp.By()));
        await AssertIsAsync(test, revision: 2, CheckReason.ScopeNotGranted);
    }

    [Theory]
    [InlineData(nameof(StorageCall.Complete), Fault.Before)]
    [InlineData(nameof(StorageCall.Complete), Fault.After)]
    [InlineData(nameof(StorageCall.Append), Fault.Before)]
    [InlineData(nameof(StorageCall.Append), Fault.After)]
    public async Task Revoke_CompletionFails_IsDoneAllTheSameAndMadeUpForLater(string call, Fault fault)
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        var broken = Enum.Parse<StorageCall>(call);
        var key = broken == StorageCall.Append ? JournalOwner.Of(test.Key).Value : test.Key.ToString();
        cluster.Faults.Break(key, broken, fault);

        TestApp.Accepted(await test.Installation.RevokeScopeAsync(TestApp.ReadTags, TestApp.By()));
        await AssertIsAsync(test, revision: 2, CheckReason.ScopeNotGranted);

        // Also after the activation has gone, and with the storage still broken.
        await cluster.DeactivateAsync(test.Installation);
        await AssertIsAsync(test, revision: 2, CheckReason.ScopeNotGranted);

        // The next change makes up for it first; while it can't, nothing is begun.
        if (fault == Fault.Before)
        {
            var exception = await Assert.ThrowsAsync<RegistryUnavailableException>(() => test.Installation.GrantScopeAsync(TestApp.ReadTags, TestApp.By()));
            Assert.False(exception.MayHaveChanged);
        }

        cluster.Faults.Mend(key, broken);
        TestApp.Accepted(await test.Installation.GrantScopeAsync(TestApp.ReadTags, TestApp.By()));
        await AssertIsAsync(test, revision: 3, CheckReason.Granted);
        Assert.DoesNotContain(test.Key, await MarkedAsync());
    }

    [Fact]
    public async Task Install_FirstStateWriteFails_LeavesNoInstallation()
    {
        var test = await new TestApp(cluster).RegisterAsync(TestApp.ReadTags);
        cluster.Faults.Break(test.Key.ToString(), StorageCall.WriteState, Fault.Before);
        await Assert.ThrowsAsync<RegistryUnavailableException>(() => test.Installation.InstallAsync(new(), TestApp.By()));
        cluster.Faults.Mend(test.Key.ToString(), StorageCall.WriteState);

        Assert.Equal(new(CheckReason.NotInstalled, 0), await test.Installation.CheckAsync(TestApp.ReadTags));
        Assert.Empty((await cluster.Grains.GetInstallationList().ListByAppAsync(test.Id, new(), null, 10)).Items);
        Assert.Contains(test.Key, await MarkedAsync());

        await test.Installation.ReconcileAsync();
        Assert.DoesNotContain(test.Key, await MarkedAsync());
        Assert.Equal(1, TestApp.Accepted(await test.Installation.InstallAsync(new(), TestApp.By())).Revision);
    }

    [Fact]
    public async Task Reconcile_RowLeftMarked_AgreesWithTheGrainAgain()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        cluster.Faults.Break(test.Key.ToString(), StorageCall.Complete, Fault.Before);
        TestApp.Accepted(await test.Installation.UninstallAsync(TestApp.By()));
        cluster.Faults.Mend(test.Key.ToString(), StorageCall.Complete);
        await cluster.DeactivateAsync(test.Installation);
        Assert.Contains(test.Key, await MarkedAsync());

        await test.Installation.ReconcileAsync();

        var row = Assert.Single(await cluster.GetService<IInstallationIndex>().ReadByAppAsync(test.Id, new(InstallationStatus.Uninstalled), null, 10));
        Assert.False(row.IsMarked);
        Assert.Equal(2, row.Record!.Revision);
        Assert.Equal([1, 2], TestApp.Revisions(await test.Installation.GetHistoryAsync(newestFirst: false, null, 10)));
    }

    [Fact]
    public async Task Check_StateCannotBeRead_SaysSoAndWorksOnceItCan()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        await cluster.DeactivateAsync(test.Installation);
        cluster.Faults.Break(test.Key.ToString(), StorageCall.ReadState, Fault.Before);

        await Assert.ThrowsAsync<RegistryUnavailableException>(() => test.Installation.CheckAsync(TestApp.ReadTags).AsTask());
        await Assert.ThrowsAsync<RegistryUnavailableException>(() => test.Installation.RevokeScopeAsync(TestApp.ReadTags, TestApp.By()));
        cluster.Faults.Mend(test.Key.ToString(), StorageCall.ReadState);

        Assert.Equal(new(CheckReason.Granted, 1), await test.Installation.CheckAsync(TestApp.ReadTags));
    }

    [Fact]
    public async Task App_StateWriteFailsAfterItHappened_IsEffectiveWithTheNextCall()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        Assert.True((await test.Installation.CheckAsync(TestApp.ReadTags)).Allowed);
        cluster.Faults.Break(test.Id.Value, StorageCall.WriteState, Fault.After);
        var exception = await Assert.ThrowsAsync<RegistryUnavailableException>(() => test.App.SuspendAsync("Abuse", TestApp.By()));
        Assert.True(exception.MayHaveChanged);
        cluster.Faults.Mend(test.Id.Value, StorageCall.WriteState);

        // What the app says and what checks say agree from the first look at the app on.
        Assert.NotNull((await test.App.GetAsync(null))!.Suspension);
        Assert.Equal(CheckReason.AppSuspended, (await test.Installation.CheckAsync(TestApp.ReadTags)).Reason);

        // The repeated call changes nothing any more, but acknowledges the suspension: from here on it must hold.
        var repeated = Assert.IsType<AppResult.Accepted>(await test.App.SuspendAsync("Abuse", TestApp.By()));
        Assert.False(repeated.Changed);
        Assert.Equal(CheckReason.AppSuspended, (await test.Installation.CheckAsync(TestApp.ReadTags)).Reason);
    }

    // What the caller sees, what is stored, and what the list says are the same.
    private async Task AssertIsAsync(TestApp test, long revision, CheckReason reason)
    {
        Assert.Equal(new(reason, revision), await test.Installation.CheckAsync(TestApp.ReadTags));
        Assert.Equal(revision, (await test.Installation.GetAsync())!.Revision);
        var listed = await cluster.Grains.GetInstallationList().ListByAppAsync(test.Id, new(), null, 10);
        Assert.Equal(revision, Assert.Single(listed.Items).Revision);
        var history = TestApp.Revisions(await test.Installation.GetHistoryAsync(newestFirst: false, null, 10));
        if (!history.IsEmpty)
        {
            Assert.Equal(revision, history[^1]);
        }

        await cluster.DeactivateAsync(test.Installation);
        Assert.Equal(new(reason, revision), await test.Installation.CheckAsync(TestApp.ReadTags));
    }

    private async Task StoreBehindTheGrainAsync(TestApp test, Func<InstallationRecord, InstallationRecord> change)
    {
        var storage = cluster.GetKeyedService<IGrainStorage>(StorageNames.Registry);
        var id = test.Installation.GetGrainId();
        var state = new GrainState<StoredState<InstallationRecord, InstallationChange>>();
        await storage.ReadStateAsync("installation", id, state);
        var next = change(state.State!.Record!);
        await cluster.GetService<IInstallationIndex>().MarkAsync(test.Key, next.Revision);
        state.State = new() { Record = next, LastChange = state.State.LastChange! with { Revision = next.Revision } };
        await storage.WriteStateAsync("installation", id, state);
    }

    private async Task<IEnumerable<InstallationKey>> MarkedAsync() => await cluster.GetService<IInstallationIndex>().ReadMarkedAsync(null, 1000);
}
