using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>An app is in the review queue exactly while its current version is submitted, whatever fails in between.</summary>
public sealed class ReviewQueueTests(RegistryCluster cluster)
{
    private static readonly ReviewDecision Approval = new(Approve: true, []);

    private ISubmissionIndex Rows => cluster.GetService<ISubmissionIndex>();

    [Fact]
    public async Task Submit_NewApps_AreListedAndStayWhileTheyAreSuspended()
    {
        var apps = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SubmittedAsync()));
        var draft = await DraftAsync();
        Accepted(await apps[0].App.SuspendAsync("Abuse", TestApp.By()));

        var listed = await cluster.SubmittedAsync();

        Assert.Empty(apps.Select(app => app.Id).Except(listed));
        Assert.DoesNotContain(draft.Id, listed);
    }

    public static TheoryData<string> Ends => ["approve", "reject", "change", "make private"];

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Decision_OrWithdrawal_TakesTheAppOffTheQueue(string end)
    {
        var test = await SubmittedAsync();

        Accepted(end switch
        {
            "approve" => await test.App.ReviewAsync(Approval, TestApp.By()),
            "reject" => await test.App.ReviewAsync(new(Approve: false, ["Asks for too much"]), TestApp.By()),
            "change" => await test.App.SetScopesAsync([new(TestApp.WriteTags, "Needed")], TestApp.By()),
            _ => await test.App.PutAsync(test.Definition(TestApp.ReadTags), TestApp.By()),
        });

        Assert.DoesNotContain(test.Id, await RowsAsync());
        Assert.DoesNotContain(test.Id, await cluster.SubmittedAsync());
    }

    [Fact]
    public async Task Submit_AgainAfterADecision_IsListedAgain()
    {
        var test = await SubmittedAsync();
        Accepted(await test.App.ReviewAsync(new(Approve: false, ["Asks for too much"]), TestApp.By()));

        Accepted(await test.App.SubmitAsync(TestApp.By()));

        Assert.Contains(test.Id, await cluster.SubmittedAsync());
    }

    [Theory]
    [InlineData(Fault.Before)]
    [InlineData(Fault.After)]
    public async Task Submit_AnnouncementFails_ChangesNothingAndSaysSo(Fault fault)
    {
        var test = await DraftAsync();
        cluster.Faults.Break(test.Id.Value, StorageCall.AddSubmission, fault);

        var exception = await Assert.ThrowsAsync<RegistryUnavailableException>(() => test.App.SubmitAsync(TestApp.By()));
        cluster.Faults.Mend(test.Id.Value, StorageCall.AddSubmission);

        Assert.False(exception.MayHaveChanged);
        Assert.DoesNotContain(test.Id, await cluster.SubmittedAsync());
        Accepted(await test.App.SubmitAsync(TestApp.By()));
        Assert.Contains(test.Id, await cluster.SubmittedAsync());
    }

    [Fact]
    public async Task Submit_StateWriteFailsAfterTheRowWasAdded_IsNotListedUntilItIsSubmitted()
    {
        var test = await DraftAsync();
        cluster.Faults.Break(test.Id.Value, StorageCall.WriteState, Fault.Before);
        await Assert.ThrowsAsync<RegistryUnavailableException>(() => test.App.SubmitAsync(TestApp.By()));
        cluster.Faults.Mend(test.Id.Value, StorageCall.WriteState);

        Assert.Contains(test.Id, await RowsAsync());
        Assert.DoesNotContain(test.Id, await cluster.SubmittedAsync());

        // Nobody can know that the write is not still on its way, until another version is stored.
        Assert.Contains(test.Id, await RowsAsync());
        Accepted(await test.App.SetScopesAsync([new(TestApp.WriteTags, "Needed")], TestApp.By()));
        await cluster.SubmittedAsync();
        Assert.DoesNotContain(test.Id, await RowsAsync());

        Accepted(await test.App.SubmitAsync(TestApp.By()));
        Assert.Contains(test.Id, await cluster.SubmittedAsync());
    }

    [Fact]
    public async Task Submit_StateWriteFailsAfterItHappened_IsListed()
    {
        var test = await DraftAsync();
        cluster.Faults.Break(test.Id.Value, StorageCall.WriteState, Fault.After);
        await Assert.ThrowsAsync<RegistryUnavailableException>(() => test.App.SubmitAsync(TestApp.By()));
        cluster.Faults.Mend(test.Id.Value, StorageCall.WriteState);

        Assert.Contains(test.Id, await cluster.SubmittedAsync());
    }

    [Fact]
    public async Task List_WhileASubmissionIsBeingStored_LeavesItsRow()
    {
        var test = await DraftAsync();
        var hang = cluster.Faults.Hang(test.Id.Value, StorageCall.WriteState);
        var submitting = test.App.SubmitAsync(TestApp.By());
        await Until.TrueAsync(async () => (await RowsAsync()).Contains(test.Id));

        Assert.DoesNotContain(test.Id, await cluster.SubmittedAsync());
        hang.SetResult();
        Accepted(await submitting);

        Assert.Contains(test.Id, await cluster.SubmittedAsync());
    }

    [Fact]
    public async Task Decision_RowRemovalFails_IsDoneAndNotListedAndTheRowGoesWithTheNextReading()
    {
        var test = await SubmittedAsync();
        cluster.Faults.Break(test.Id.Value, StorageCall.RemoveSubmission, Fault.Before);

        Accepted(await test.App.ReviewAsync(Approval, TestApp.By()));
        await cluster.DeactivateAsync(test.App);

        Assert.Equal(AppStatus.Approved, (await test.App.GetAsync(null))!.Status);
        Assert.DoesNotContain(test.Id, await cluster.SubmittedAsync());
        Assert.Contains(test.Id, await RowsAsync());

        cluster.Faults.Mend(test.Id.Value, StorageCall.RemoveSubmission);
        await cluster.SubmittedAsync();
        Assert.DoesNotContain(test.Id, await RowsAsync());
    }

    [Fact]
    public async Task List_RowsThatAnUpgradeMade_GoUnlessTheAppIsSubmitted()
    {
        var (waiting, draft, absent) = (await SubmittedAsync(), await DraftAsync(), new TestApp(cluster));
        await Rows.RemoveAsync(waiting.Id, long.MaxValue);
        await Task.WhenAll(new[] { waiting, draft, absent }.Select(app => Rows.AddAsync(app.Id, 0)));

        Assert.Contains(waiting.Id, await cluster.SubmittedAsync());

        Assert.Equal([waiting.Id], (await RowsAsync()).Intersect([waiting.Id, draft.Id, absent.Id]));
    }

    [Fact]
    public async Task Activation_OfAnAppThatAnOlderSiloSubmitted_AddsItsRow()
    {
        var test = await SubmittedAsync();
        await cluster.DeactivateAsync(test.App);
        await Rows.RemoveAsync(test.Id, long.MaxValue);

        await test.App.GetAsync(null);

        await Until.TrueAsync(async () => (await RowsAsync()).Contains(test.Id));
        Assert.Contains(test.Id, await cluster.SubmittedAsync());
    }

    private static void Accepted(AppResult result) => Assert.IsType<AppResult.Accepted>(result);

    private async Task<IEnumerable<AppId>> RowsAsync() => await Rows.ReadAsync(null, 10_000);

    private async Task<TestApp> DraftAsync()
    {
        var test = new TestApp(cluster);
        Accepted(await test.App.PutAsync(test.Definition(TestApp.ReadTags) with { Visibility = AppVisibility.Public, Workspaces = [] }, TestApp.By()));
        return test;
    }

    private async Task<TestApp> SubmittedAsync()
    {
        var test = await DraftAsync();
        Accepted(await test.App.SubmitAsync(TestApp.By()));
        return test;
    }
}
