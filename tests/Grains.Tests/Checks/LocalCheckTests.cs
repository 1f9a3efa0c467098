using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>A check of an installation that is active on this silo takes no message, and says what a call would.</summary>
public sealed class LocalCheckTests : IAsyncLifetime
{
    private readonly SwitchedLease lease = new();
    private readonly InstallationMessages messages = new(nameof(IInstallationGrain.CheckAsync));
    private readonly AgeingCluster cluster;

    public LocalCheckTests() => cluster = new(services =>
    {
        services.AddSingleton<ISiloLease>(lease);
        services.AddSingleton<IIncomingGrainCallFilter>(messages);
    });

    private IScopeChecks Checks => cluster.GetService<IScopeChecks>();

    private ActiveInstallations Active => cluster.GetService<ActiveInstallations>();

    public ValueTask InitializeAsync() => cluster.InitializeAsync();

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    [Fact]
    public async Task Check_Repeated_TakesOneMessage()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);

        for (var check = 0; check < 100; check++)
        {
            Assert.Equal(new(CheckReason.Granted, 1), await Checks.CheckAsync(test.Key, TestApp.ReadTags));
            Assert.Equal(new(CheckReason.ScopeNotRequested, 1), await Checks.CheckAsync(test.Key, TestApp.WriteTags));
        }

        Assert.Equal(1, messages.Count);
    }

    [Fact]
    public async Task Check_AfterTheFirst_AllocatesNothing()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        await Checks.CheckAsync(test.Key, TestApp.ReadTags);
        Assert.True(IsAnsweredHere(test));

        // Of all that a call through the service takes; each is answered before it is awaited, so all of it is on this thread.
        var (checks, thread) = (Checks, Environment.CurrentManagedThreadId);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var allowed = 0;
        for (var check = 0; check < 1_000; check++)
        {
            allowed += (await checks.CheckAsync(test.Key, TestApp.ReadTags)).Allowed ? 1 : 0;
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(thread, Environment.CurrentManagedThreadId);
        Assert.Equal(1_000, allowed);
        Assert.Equal(0, allocated);
    }

    [Fact]
    public async Task CheckMany_AfterTheFirst_AllocatesNothing()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        await AssertIsAsync(test, CheckReason.Granted, revision: 1);
        var (checks, decisions) = (Checks, new ScopeDecision[1_000]);
        var asked = Enumerable.Repeat(new ScopeCheck(test.Key, TestApp.ReadTags), decisions.Length).ToArray();

        var before = GC.GetAllocatedBytesForCurrentThread();
        var answer = checks.CheckManyAsync(asked, decisions);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(answer.IsCompletedSuccessfully);
        Assert.All(decisions, decision => Assert.True(decision.Allowed));
        Assert.Equal(0, allocated);
    }

    [Fact]
    public async Task Check_AfterEachChange_ShowsIt()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags, TestApp.WriteTags);
        await AssertIsAsync(test, CheckReason.Granted, revision: 1);

        TestApp.Accepted(await test.Installation.RevokeScopeAsync(TestApp.ReadTags, TestApp.By()));
        await AssertIsAsync(test, CheckReason.ScopeNotGranted, revision: 2);

        TestApp.Accepted(await test.Installation.GrantScopeAsync(TestApp.ReadTags, TestApp.By()));
        await AssertIsAsync(test, CheckReason.Granted, revision: 3);

        await test.App.SuspendAsync("Abuse", TestApp.By());
        await AssertIsAsync(test, CheckReason.AppSuspended, revision: 3);

        await test.App.ResumeAsync(TestApp.By());
        await AssertIsAsync(test, CheckReason.Granted, revision: 3);

        await test.App.PutAsync(test.Definition(TestApp.WriteTags), TestApp.By());
        await AssertIsAsync(test, CheckReason.ScopeNotRequested, revision: 3);

        TestApp.Accepted(await test.Installation.UninstallAsync(TestApp.By()));
        await AssertIsAsync(test, CheckReason.NotInstalled, revision: 4);
        Assert.False(IsAnsweredHere(test));
    }

    [Theory]
    [InlineData(Fault.Before, CheckReason.Granted, 1)]
    [InlineData(Fault.After, CheckReason.ScopeNotGranted, 2)]
    public async Task Check_AfterAWriteThatFailed_ShowsWhatIsStored(Fault fault, CheckReason reason, long revision)
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        await AssertIsAsync(test, CheckReason.Granted, revision: 1);
        cluster.Faults.Break(test.Key.ToString(), StorageCall.WriteState, fault);

        await Assert.ThrowsAsync<RegistryUnavailableException>(() => test.Installation.RevokeScopeAsync(TestApp.ReadTags, TestApp.By()));

        Assert.False(IsAnsweredHere(test));
        cluster.Faults.Mend(test.Key.ToString(), StorageCall.WriteState);
        await AssertIsAsync(test, reason, revision);
    }

    [Fact]
    public async Task Check_OfAnActivationThatHasEnded_FindsTheNextOne()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        await AssertIsAsync(test, CheckReason.Granted, revision: 1);

        await cluster.DeactivateAsync(test.Installation);
        Assert.Null(Active.Find(test.Key));
        Assert.False(TryCheckMany(test.Key));
        await AssertIsAsync(test, CheckReason.Granted, revision: 1);
        Assert.Equal(1, Active.Count);
        Assert.True(TryCheckMany(test.Key));
    }

    [Fact]
    public async Task TryCheckMany_OneOfThemTakesAMessage_AnswersAndCountsNone()
    {
        var (here, elsewhere) = (await new TestApp(cluster).InstallAsync(TestApp.ReadTags), await new TestApp(cluster).InstallAsync(TestApp.ReadTags));
        await AssertIsAsync(here, CheckReason.Granted, revision: 1);
        var counted = CountedChecks();

        Assert.False(TryCheckMany(here.Key, elsewhere.Key));
        Assert.Equal(counted, CountedChecks());
        Assert.True(TryCheckMany(here.Key, here.Key));
        Assert.Equal(counted + 2, CountedChecks());

        await AssertIsAsync(elsewhere, CheckReason.Granted, revision: 1);
        Assert.True(TryCheckMany(here.Key, elsewhere.Key));

        cluster.Clock.Advance(Active.AnswerPeriod);
        Assert.False(TryCheckMany(here.Key));
    }

    [Fact]
    public async Task TryCheckMany_OneOfThemIsStale_CountsNone()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        await AssertIsAsync(test, CheckReason.Granted, revision: 1);
        var counted = CountedChecks();
        var checks = Enumerable.Repeat(new ScopeCheck(test.Key, TestApp.ReadTags), 3).ToArray();

        Assert.False(Checks.TryCheckMany(checks, [1, 2, 1], new ScopeDecision[3]));
        Assert.Equal(counted, CountedChecks());
        Assert.True(Checks.TryCheckMany(checks, [1, 0, 1], new ScopeDecision[3]));
        Assert.Equal(counted + 3, CountedChecks());
    }

    // Views are found by the very texts of ids, of which there may be several, and two for each place.
    [Fact]
    public async Task TryCheckMany_OfManyInstallations_AnswersForEach()
    {
        const int Installations = 200;
        var app = await new TestApp(cluster).RegisterAsync(TestApp.ReadTags);
        Assert.IsType<AppResult.Accepted>(await app.App.PutAsync(
            app.Definition(TestApp.ReadTags) with { Workspaces = [.. Enumerable.Range(0, Installations).Select(number => WorkspaceId.Parse($"ws-{number}"))] },
            TestApp.By()));
        for (var number = 0; number < Installations; number++)
        {
            TestApp.Accepted(await cluster.Grains.GetInstallation(KeyOf(number)).InstallAsync(new(), TestApp.By()));
            for (var change = 0; change < number % 3; change++)
            {
                TestApp.Accepted(await (change % 2 == 0
                    ? cluster.Grains.GetInstallation(KeyOf(number)).RevokeScopeAsync(TestApp.ReadTags, TestApp.By())
                    : cluster.Grains.GetInstallation(KeyOf(number)).GrantScopeAsync(TestApp.ReadTags, TestApp.By())));
            }
        }

        for (var round = 0; round < 5; round++)
        {
            // Other texts of the same ids each time.
            var checks = Enumerable.Range(0, Installations).Select(number => new ScopeCheck(KeyOf(number), TestApp.ReadTags)).ToArray();
            var decisions = new ScopeDecision[Installations];
            await Checks.CheckManyAsync(checks, decisions);
            AssertAreRight(decisions);
            for (var again = 0; again < 3; again++)
            {
                Array.Clear(decisions);
                Assert.True(Checks.TryCheckMany(checks, new long[Installations], decisions));
                AssertAreRight(decisions);
            }
        }

        InstallationKey KeyOf(int number) => new(WorkspaceId.Parse($"ws-{number}"), AppId.Parse($"{app.Id}"));

        static void AssertAreRight(ScopeDecision[] decisions) =>
            Assert.Equal(Enumerable.Range(0, Installations).Select(number => new ScopeDecision(number % 3 == 1 ? CheckReason.ScopeNotGranted : CheckReason.Granted, 1 + (number % 3))), decisions);
    }

    [Fact]
    public async Task Check_LeaseIsLost_IsRefused()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        await AssertIsAsync(test, CheckReason.Granted, revision: 1);

        lease.IsHeld = false;
        await Assert.ThrowsAsync<RegistryUnavailableException>(async () => await Checks.CheckAsync(test.Key, TestApp.ReadTags));
        Assert.False(TryCheckMany(test.Key));

        lease.IsHeld = true;
        await AssertIsAsync(test, CheckReason.Granted, revision: 1);
    }

    [Fact]
    public async Task Check_ActivationHangsInACall_IsLeftToMessagesAfterAWhile()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        await AssertIsAsync(test, CheckReason.Granted, revision: 1);
        var hang = cluster.Faults.Hang(test.Key.ToString(), StorageCall.WriteState);
        var revoke = test.Installation.RevokeScopeAsync(TestApp.ReadTags, TestApp.By());
        await Until.TrueAsync(() => Task.FromResult(cluster.Faults.Count(test.Key.ToString(), StorageCall.WriteState) == 2));
        Assert.True(IsAnsweredHere(test));

        cluster.Clock.Advance(Active.AnswerPeriod);

        // A message is answered, but permits nothing: this one may be the last that still gets here.
        Assert.Equal(new(CheckReason.Granted, 1), await Checks.CheckAsync(test.Key, TestApp.ReadTags));
        Assert.False(IsAnsweredHere(test));

        hang.SetResult();
        TestApp.Accepted(await revoke);
        await AssertIsAsync(test, CheckReason.ScopeNotGranted, revision: 2);
        Assert.True(IsAnsweredHere(test));
    }

    [Fact]
    public async Task Check_EveryNowAndThen_TakesAMessage()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        for (var period = 1; period <= 3; period++)
        {
            await AssertIsAsync(test, CheckReason.Granted, revision: 1);
            await AssertIsAsync(test, CheckReason.Granted, revision: 1);
            Assert.Equal(period, messages.Count);
            cluster.Clock.Advance(Active.AnswerPeriod);
        }
    }

    [Theory]
    [InlineData(1440, 300)]
    [InlineData(15, 300)]
    [InlineData(2, 40)]
    public void Period_IsWellWithinWhatMakesAnActivationIdle(double idleMinutes, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), LocalAnswers.PeriodWithin(TimeSpan.FromMinutes(idleMinutes)));

    // In batches, too: these find activations in another way.
    private async Task AssertIsAsync(TestApp test, CheckReason reason, long revision)
    {
        Assert.Equal(new(reason, revision), await Checks.CheckAsync(test.Key, TestApp.ReadTags));
        var decisions = new ScopeDecision[2];
        await Checks.CheckManyAsync(new ScopeCheck[] { new(test.Key, TestApp.ReadTags), new(test.Key, TestApp.ReadTags) }, decisions);
        Assert.All(decisions, decision => Assert.Equal(new(reason, revision), decision));
    }

    private bool TryCheckMany(params InstallationKey[] installations) =>
        Checks.TryCheckMany(
            [.. installations.Select(installation => new ScopeCheck(installation, TestApp.ReadTags))],
            new long[installations.Length],
            new ScopeDecision[installations.Length]);

    private long CountedChecks()
    {
        var meters = cluster.GetService<IMeterFactory>();
        var count = 0L;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, own) =>
            {
                if (instrument.Name == "registry.checks" && instrument.Meter.Scope == meters)
                {
                    own.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => count += value);
        listener.Start();
        listener.RecordObservableInstruments();
        return count;
    }

    private bool IsAnsweredHere(TestApp test) => cluster.GetService<SiloChecks>() is { } here && here.TryCheck(test.Key, TestApp.ReadTags, here.Now, out _);
}
