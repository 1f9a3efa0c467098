using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests.Audit;

/// <summary>Audit logs: what is entered, and that a crash or an outage at any point leaves out nothing and enters nothing that was not.</summary>
public sealed class AuditLogTests(RegistryCluster cluster)
{
    private const string Operator = "operator/alice";

    [Fact]
    public async Task Changes_OfAnAppByAnOperator_AreInBothLogs()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        Assert.IsType<AppResult.Accepted>(await test.App.SetWebhookAsync(new("https://app.example/hook", [TestApp.Ping]), TestApp.By()));

        Assert.IsType<AppResult.Accepted>(await test.App.SuspendAsync("Leaks data", TestApp.By(Operator)));
        Assert.IsType<AppResult.Accepted>(await test.App.SuspendAsync("Leaks data", TestApp.By(Operator)));
        Assert.IsType<AppResult.Accepted>(await test.App.ResumeAsync(TestApp.By(Operator)));
        Assert.IsType<AppResult.Accepted>(await test.App.RotateWebhookSecretAsync(TestApp.By($"developer:{test.Developer}")));

        var entries = await ReadAsync(AuditTenant.Of(test.Developer));
        Assert.Equal([AuditAction.AppSuspended, AuditAction.AppResumed, AuditAction.WebhookSecretRotated], entries.Select(entry => entry.Event.Action));
        Assert.Equal(
            (Operator, $"app/{test.Id}", 3L, "Leaks data", "request"),
            (entries[0].Event.Actor, entries[0].Event.Subject, entries[0].Event.Version, entries[0].Event.Reason, entries[0].Event.RequestId));
        Assert.Equal(
            [AuditAction.AppSuspended, AuditAction.AppResumed],
            (await ReadAsync(AuditTenant.Platform)).Where(entry => entry.Event.Subject == $"app/{test.Id}").Select(entry => entry.Event.Action));
        await AssertIntactAsync(AuditTenant.Of(test.Developer));
    }

    [Fact]
    public async Task Changes_OfAnInstallation_AreInTheLogOfItsWorkspace()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);

        TestApp.Accepted(await test.Installation.SuspendAsync("Trial over", TestApp.By($"workspace_admin:{test.Workspace}")));
        TestApp.Accepted(await test.Installation.ResumeAsync(TestApp.By($"workspace_admin:{test.Workspace}")));

        var entries = await ReadAsync(AuditTenant.Of(test.Workspace));
        Assert.Equal([AuditAction.InstallationSuspended, AuditAction.InstallationResumed], entries.Select(entry => entry.Event.Action));
        Assert.All(entries, entry => Assert.Equal($"installation/{test.Key}", entry.Event.Subject));
        Assert.DoesNotContain(await ReadAsync(AuditTenant.Platform), entry => entry.Event.Subject == $"installation/{test.Key}");
    }

    [Fact]
    public async Task Review_OfAnApp_IsInTheLogWithItsReasons()
    {
        var test = await new TestApp(cluster).RegisterAsync(TestApp.ReadTags);
        Assert.IsType<AppResult.Accepted>(await test.App.PutAsync(test.Definition(TestApp.ReadTags) with { Visibility = AppVisibility.Public, Workspaces = [] }, TestApp.By()));
        Assert.IsType<AppResult.Accepted>(await test.App.SubmitAsync(TestApp.By()));
        Assert.IsType<AppResult.Accepted>(await test.App.ReviewAsync(new(false, ["Too much", "Too little"]), TestApp.By(Operator)));
        Assert.IsType<AppResult.Accepted>(await test.App.SubmitAsync(TestApp.By()));
        Assert.IsType<AppResult.Accepted>(await test.App.ReviewAsync(new(true, []), TestApp.By(Operator)));

        var entries = await ReadAsync(AuditTenant.Of(test.Developer));

        Assert.Equal([AuditAction.AppSubmitted, AuditAction.AppRejected, AuditAction.AppSubmitted, AuditAction.AppApproved], entries.Select(entry => entry.Event.Action));
        Assert.Equal([null, "Too much\nToo little", null, null], entries.Select(entry => entry.Event.Reason));
    }

    // The entry could not be made although the change was; the next one who reads the log sees it nevertheless.
    [Theory]
    [InlineData(StorageCall.Append, Fault.Before)]
    [InlineData(StorageCall.Append, Fault.After)]
    [InlineData(StorageCall.WriteState, Fault.Before)]
    [InlineData(StorageCall.WriteState, Fault.After)]
    public async Task Entry_ThatCouldNotBeMade_IsMadeWhenTheLogIsRead(StorageCall call, Fault fault)
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        var log = AuditTenant.Of(test.Workspace);
        var hang = cluster.Faults.Hang(test.Key.ToString(), StorageCall.WriteState);
        var change = test.Installation.SuspendAsync("Trial over", TestApp.By());
        await Until.TrueAsync(() => cluster.Faults.Count(test.Key.ToString(), StorageCall.WriteState) == 2);
        var key = call == StorageCall.Append ? JournalOwner.Of(log).Value : log.ToString();
        cluster.Faults.Break(key, call, fault);
        hang.SetResult();

        TestApp.Accepted(await change);
        if (fault == Fault.Before)
        {
            // Rather than a log without it.
            await Assert.ThrowsAnyAsync<Exception>(() => ReadAsync(log));
        }

        cluster.Faults.Mend(key, call);
        await cluster.DeactivateAsync(test.Installation);

        Assert.Equal([AuditAction.InstallationSuspended], (await ReadAsync(log)).Select(entry => entry.Event.Action));
        Assert.Empty(await MarksOf(log).GetMarkedAsync());
        await AssertIntactAsync(log);
    }

    [Theory]
    [InlineData(Fault.Before, 0)]
    [InlineData(Fault.After, 1)]
    public async Task Change_WhoseWriteFails_IsInTheLogIfItWasMade(Fault fault, int entries)
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        var log = AuditTenant.Of(test.Workspace);
        cluster.Faults.Break(test.Key.ToString(), StorageCall.WriteState, fault);
        await Assert.ThrowsAsync<RegistryUnavailableException>(() => test.Installation.SuspendAsync("Trial over", TestApp.By()));
        cluster.Faults.Mend(test.Key.ToString(), StorageCall.WriteState);
        Assert.Equal([$"installation/{test.Key}"], await MarksOf(log).GetMarkedAsync());

        Assert.Equal(entries, (await ReadAsync(log)).Count);
        Assert.Empty(await MarksOf(log).GetMarkedAsync());
        Assert.Equal(entries == 1 ? InstallationStatus.Suspended : InstallationStatus.Installed, (await test.Installation.GetAsync())!.Status);

        // And nothing is in the way of what comes next.
        TestApp.Accepted(await test.Installation.SuspendAsync("Another reason", TestApp.By()));
        Assert.Equal(entries + 1, (await ReadAsync(log)).Count);
        await AssertIntactAsync(log);
    }

    [Fact]
    public async Task Change_ThatCanNotBeAnnounced_IsNotMade()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        var log = AuditTenant.Of(test.Workspace);
        cluster.Faults.Break(log.ToString(), StorageCall.WriteState, Fault.Before);

        var failure = await Assert.ThrowsAsync<RegistryUnavailableException>(() => test.Installation.SuspendAsync("Trial over", TestApp.By()));
        cluster.Faults.Mend(log.ToString(), StorageCall.WriteState);

        Assert.False(failure.MayHaveChanged);
        Assert.Equal(InstallationStatus.Installed, (await test.Installation.GetAsync())!.Status);
        Assert.Empty(await ReadAsync(log));
    }

    [Fact]
    public async Task Event_EnteredAgain_IsThereOnce()
    {
        var log = NewLog();
        var happened = SignIn("one");

        await LogOf(log).AppendAsync(happened);
        await LogOf(log).AppendAsync(happened);
        await cluster.DeactivateAsync(LogOf(log));
        await LogOf(log).AppendAsync(happened);
        await LogOf(log).AppendAsync(SignIn("two"));

        Assert.Equal(["one", "two"], (await ReadAsync(log)).Select(entry => entry.Event.Id));
    }

    [Fact]
    public async Task Writers_OfWhomNobodyKnowsTheOthers_MakeOneLog()
    {
        var log = NewLog();
        var journal = cluster.GetService<IJournal>();

        await Task.WhenAll(Enumerable.Range(0, 40).Select(number => number % 2 == 0
            ? LogOf(log).AppendAsync(SignIn($"{number}"))
            : new AuditChain(log, journal).AppendAsync(SignIn($"{number}"), after: null, TimeProvider.System.GetUtcNow())));

        var entries = await ReadAsync(log);
        Assert.Equal(Enumerable.Range(1, 40).Select(sequence => (long)sequence), entries.Select(entry => entry.Sequence));
        Assert.Equal(Enumerable.Range(0, 40).Select(number => $"{number}").Order(), entries.Select(entry => entry.Event.Id).Order());
        await AssertIntactAsync(log);
        Assert.Contains(log, await new AuditTenants(journal).ReadAllAsync());
    }

    [Fact]
    public async Task Entries_WhoseClockGoesBack_KeepTheirOrderInTime()
    {
        var log = NewLog();
        var noon = new DateTimeOffset(2026, 5, 3, 12, 0, 0, TimeSpan.Zero);
        await LogOf(log).AppendAsync(SignIn("one") with { At = noon });
        await LogOf(log).AppendAsync(SignIn("two") with { At = noon.AddHours(-1) });

        Assert.Equal([noon, noon], (await ReadAsync(log)).Select(entry => entry.At));
    }

    [Fact]
    public async Task Damage_OfAnEntry_IsToldAndStopsNobody()
    {
        var log = NewLog();
        await LogOf(log).AppendAsync(SignIn("one"));
        await cluster.GetService<IJournal>().AppendAsync(JournalOwner.Of(log), new(2, "not an entry"u8.ToArray()));
        await LogOf(log).AppendAsync(SignIn("three"));

        Assert.Equal([1L, 3L], (await ReadAsync(log)).Select(entry => entry.Sequence));
        var check = await CheckAsync(log);
        Assert.Equal([(2L, AuditFaultKind.Changed)], check.Faults.Select(fault => (fault.Sequence, fault.Kind)));
    }

    private static AuditTenant NewLog() => AuditTenant.Of(WorkspaceId.Parse($"ws-{Guid.NewGuid():N}"));

    private static AuditEvent SignIn(string id) => new() { Id = id, Actor = "operator", Action = AuditAction.SignedIn };

    private IAuditLogGrain LogOf(AuditTenant tenant) => cluster.Grains.GetAuditLog(tenant);

    private IAuditMarksGrain MarksOf(AuditTenant tenant) => cluster.Grains.GetGrain<IAuditMarksGrain>(tenant.ToString());

    private async Task<List<AuditEntry>> ReadAsync(AuditTenant tenant)
    {
        var entries = new List<AuditEntry>();
        long? after = null;
        do
        {
            var page = await cluster.Grains.GetAuditList().ListAsync(tenant, new(), newestFirst: false, after, 200);
            entries.AddRange(page.Items);
            after = page.Next is null ? null : long.Parse(page.Next, System.Globalization.CultureInfo.InvariantCulture);
        }
        while (after is not null);

        return entries;
    }

    private async Task<AuditCheck> CheckAsync(AuditTenant tenant)
    {
        var check = new AuditCheck(tenant).Through(await LogOf(tenant).GetHeadAsync());
        foreach (var line in (await cluster.Grains.GetAuditList().ReadLinesAsync(tenant, null, 1_000)).Items)
        {
            check.Add(line);
        }

        check.Complete();
        return check;
    }

    private async Task AssertIntactAsync(AuditTenant tenant) => Assert.Empty((await CheckAsync(tenant)).Faults);
}
