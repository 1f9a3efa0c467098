using System.Collections.Immutable;
using System.Net;
using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Registry.Grains;

namespace Registry.Silo.Tests;

/// <summary>The lease of one silo, over a membership table and a clock of the test's own.</summary>
internal sealed class LeaseScene : IDisposable
{
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(2);

    private readonly TestLifecycle lifecycle = new();

    public LeaseScene(params bool[] peers)
    {
        Table.Set(Own, SiloStatus.Active);
        var membership = new TestMembershipService(peers.Select((_, number) => Peer(number)).Prepend(Own));
        var local = DispatchProxy.Create<ILocalSiloDetails, Details>();
        var grains = DispatchProxy.Create<IGrainFactory, Peers>();
        ((Peers)(object)grains).Answers = peers.Select((counts, number) => (Peer(number), counts)).ToDictionary(peer => peer.Item1.ToParsableString(), peer => peer.counts);
        var options = Options.Create(new ClusterHostOptions { LivenessLease = Length });
        Look = new(Table, local, membership, options, Clock);
        Lease = new(Look, local, membership, grains, options, Clock, NullLogger<SiloLease>.Instance);
        Lease.Participate(lifecycle);
    }

    public static SiloAddress Own { get; } = SiloAddress.New(IPAddress.Loopback, 11111, 1);

    public TestMembershipTable Table { get; } = new();

    public FakeTimeProvider Clock { get; } = new();

    public MembershipLook Look { get; }

    public SiloLease Lease { get; }

    public static SiloAddress Peer(int number) => SiloAddress.New(IPAddress.Loopback, 11112 + number, 1);

    public Task StartAsync() => lifecycle.StartAsync();

    /// <summary>Lets time pass in small steps, so that everything that waits for it gets its turn.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromMilliseconds(25))
        {
            Clock.Advance(TimeSpan.FromMilliseconds(25));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }

    public void Dispose() => Lease.Dispose();

#pragma warning disable CA1852 // What stands in for an interface is made from these as base classes.
    private class Details : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod!.Name == "get_SiloAddress" ? Own : throw new NotSupportedException();
    }

    private class Peers : DispatchProxy
    {
        public Dictionary<string, bool> Answers { get; set; } = [];

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            var peer = DispatchProxy.Create<ISiloPeerGrain, PeerGrain>();
            ((PeerGrain)(object)peer).Answer = Answers[(string)args![0]!];
            return peer;
        }
    }

    private class PeerGrain : DispatchProxy
    {
        public bool Answer { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Task.FromResult(Answer);
    }

#pragma warning restore CA1852

    private sealed class TestLifecycle : ISiloLifecycle
    {
        private readonly List<(int Stage, ILifecycleObserver Observer)> observers = [];

        public int HighestCompletedStage => throw new NotSupportedException();

        public int LowestStoppedStage => throw new NotSupportedException();

        public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
        {
            observers.Add((stage, observer));
            return new MemoryStream();
        }

        public async Task StartAsync()
        {
            foreach (var (_, observer) in observers.OrderBy(observer => observer.Stage))
            {
                await observer.OnStart(CancellationToken.None);
            }
        }
    }

    private sealed class TestMembershipService(IEnumerable<SiloAddress> active) : IClusterMembershipService
    {
        public ClusterMembershipSnapshot CurrentSnapshot { get; } = new(
            active.ToImmutableDictionary(silo => silo, silo => new ClusterMember(silo, SiloStatus.Active, "silo")),
            new MembershipVersion(long.MaxValue));

        public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates => throw new NotSupportedException();

        public ValueTask Refresh(MembershipVersion minimumVersion = default, CancellationToken cancellationToken = default) => default;

        public Task<bool> TryKill(SiloAddress siloAddress) => throw new NotSupportedException();
    }
}
