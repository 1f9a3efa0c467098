using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime.Placement;
using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>Checks from another process share messages where they can, and say what a call of the installation would.</summary>
public sealed class RemoteCheckTests : IAsyncLifetime
{
    private readonly CountingCluster cluster = new();
    private RemoteScopeChecks checks = null!;

    public async ValueTask InitializeAsync()
    {
        await cluster.InitializeAsync();

        // On a clock that stands still no silo is late, however slow the machine is.
        checks = new(cluster.Grains, new FakeTimeProvider());
    }

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    [Fact]
    public async Task TryCheck_NeverAsked_IsLeftToTheInstallation()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);

        Assert.Null(await checks.TryCheckAsync(test.Key, TestApp.ReadTags));
        Assert.Equal(0, cluster.Messages.OfSilo);
    }

    [Fact]
    public async Task TryCheck_NotInstalledAnyMore_TakesNoSharedMessageOnTop()
    {
        var test = (await InstallAsync(1))[0];
        TestApp.Accepted(await test.Installation.UninstallAsync(TestApp.By()));
        Assert.Equal(new(CheckReason.NotInstalled, 2), await CheckAsync(test));
        var messages = cluster.Messages.OfSilo;

        for (var time = 0; time < 3; time++)
        {
            Assert.Equal(new(CheckReason.NotInstalled, 2), await CheckAsync(test));
        }

        Assert.Equal(messages, cluster.Messages.OfSilo);
    }

    [Fact]
    public async Task TryCheck_ManyAtOnce_ShareMessages()
    {
        var apps = await InstallAsync(50);

        for (var round = 0; round < 10; round++)
        {
            var decisions = await Task.WhenAll(apps.Select(async test => (
                Granted: await checks.TryCheckAsync(test.Key, TestApp.ReadTags),
                NotRequested: await checks.TryCheckAsync(test.Key, TestApp.WriteTags))));
            Assert.All(decisions, decision => Assert.Equal(
                (new ScopeDecision(CheckReason.Granted, 1), new ScopeDecision(CheckReason.ScopeNotRequested, 1)),
                (decision.Granted, decision.NotRequested)));
        }

        // Each installation said by itself where it is; of the thousand after it, the first of a round and silo go alone.
        Assert.Equal(apps.Length, cluster.Messages.OfInstallations);
        Assert.InRange(cluster.Messages.OfSilo, 2, 200);
        Assert.Equal(2, cluster.Messages.Silos);
    }

    [Fact]
    public async Task TryCheck_AfterEachChange_ShowsIt()
    {
        var test = (await InstallAsync(1))[0];
        Assert.Equal(new ScopeDecision(CheckReason.Granted, 1), await checks.TryCheckAsync(test.Key, TestApp.ReadTags));

        TestApp.Accepted(await test.Installation.RevokeScopeAsync(TestApp.ReadTags, TestApp.By()));
        Assert.Equal(new(CheckReason.ScopeNotGranted, 2), await CheckAsync(test));

        await test.App.SuspendAsync("Abuse", TestApp.By());
        Assert.Equal(new(CheckReason.AppSuspended, 2), await CheckAsync(test));

        await test.App.ResumeAsync(TestApp.By());
        TestApp.Accepted(await test.Installation.UninstallAsync(TestApp.By()));
        Assert.Null(await checks.TryCheckAsync(test.Key, TestApp.ReadTags));
        Assert.Equal(new(CheckReason.NotInstalled, 3), await CheckAsync(test));
    }

    [Fact]
    public async Task TryCheck_InstallationHasEndedInMemory_IsLeftToTheNextOne()
    {
        var test = (await InstallAsync(1))[0];
        await cluster.DeactivateAsync(test.Installation);

        Assert.Null(await checks.TryCheckAsync(test.Key, TestApp.ReadTags));
        Assert.Equal(new(CheckReason.Granted, 1), await checks.CheckAsync(test.Key, TestApp.ReadTags));
        Assert.Equal(new ScopeDecision(CheckReason.Granted, 1), await checks.TryCheckAsync(test.Key, TestApp.ReadTags));
    }

    [Fact]
    public async Task TryCheck_ItsSiloHasStopped_IsLeftToTheOtherOne()
    {
        checks = new(cluster.Grains, TimeProvider.System);
        var apps = await InstallAsync(20);

        // What was stored there is lost with the silo, in this storage.
        await cluster.StopSiloAsync(cluster.SiloAddresses[1]);

        for (var round = 0; round < 2; round++)
        {
            foreach (var test in apps)
            {
                Assert.Equal(await test.Installation.CheckAsync(TestApp.ReadTags), await CheckAsync(test));
            }
        }
    }

    private async Task<ScopeDecision> CheckAsync(TestApp test) =>
        await checks.TryCheckAsync(test.Key, TestApp.ReadTags) ?? await checks.CheckAsync(test.Key, TestApp.ReadTags);

    private async Task<TestApp[]> InstallAsync(int number)
    {
        var apps = await Task.WhenAll(Enumerable.Range(0, number).Select(InstallOnAsync));
        foreach (var test in apps)
        {
            Assert.Equal(new(CheckReason.Granted, 1), await checks.CheckAsync(test.Key, TestApp.ReadTags));
        }

        return apps;
    }

    // By turns on one silo and the other: left to itself, the cluster may put all where there is less to do.
    private async Task<TestApp> InstallOnAsync(int number)
    {
        RequestContext.Set(IPlacementDirector.PlacementHintKey, cluster.SiloAddresses[number % cluster.SiloAddresses.Count]);
        return await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
    }

    private sealed class CountingCluster() : RegistryCluster(silos: 2)
    {
        public CheckMessages Messages { get; } = new();

        protected override void AddServices(IServiceCollection services) => services.AddSingleton<IIncomingGrainCallFilter>(Messages);
    }

    private sealed class CheckMessages : IIncomingGrainCallFilter
    {
        private readonly HashSet<GrainId> silos = [];
        private int ofInstallations;
        private int ofSilo;

        /// <summary>How many have asked an installation itself.</summary>
        public int OfInstallations => Volatile.Read(ref ofInstallations);

        /// <summary>How many have asked a silo for what is there.</summary>
        public int OfSilo => Volatile.Read(ref ofSilo);

        /// <summary>How many silos those asked.</summary>
        public int Silos
        {
            get
            {
                lock (silos)
                {
                    return silos.Count;
                }
            }
        }

        public Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.InterfaceMethod.DeclaringType == typeof(IInstallationGrain) && context.InterfaceMethod.Name == nameof(IInstallationGrain.CheckAndLocateAsync))
            {
                Interlocked.Increment(ref ofInstallations);
            }

            if (context.InterfaceMethod.DeclaringType == typeof(ILocalCheckGrain))
            {
                Interlocked.Increment(ref ofSilo);
                lock (silos)
                {
                    silos.Add(context.TargetId);
                }
            }

            return context.Invoke();
        }
    }
}
