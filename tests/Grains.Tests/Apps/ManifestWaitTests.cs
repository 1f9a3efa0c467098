using System.Collections.Immutable;
using System.Net;
using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>For whom a change of an app waits that can't be told of it: a silo that was declared dead.</summary>
public sealed class ManifestWaitTests
{
    private static readonly SiloAddress Own = SiloAddress.New(IPAddress.Loopback, 11111, 1);
    private static readonly SiloAddress Dead = SiloAddress.New(IPAddress.Loopback, 11112, 1);

    private readonly FakeTimeProvider clock = new();

    [Fact]
    public async Task Publish_ASiloWasDeclaredDead_WaitsUntilItCanNoLongerAnswer()
    {
        var published = PublishAsync(new TestLease { SettlingTime = TimeSpan.FromSeconds(2) });

        Assert.True(await IsWaitingAsync(published, TimeSpan.FromSeconds(1.9)));
        Assert.False(await IsWaitingAsync(published, TimeSpan.FromSeconds(0.1)));
    }

    [Fact]
    public async Task Publish_NobodyDied_DoesNotWait() => await PublishAsync(new TestLease());

    [Theory]
    [InlineData(2, 5)]
    [InlineData(6, 6)]
    public async Task Publish_MembershipCanNotBeRead_WaitsForTheLongerLease(double length, double wait)
    {
        var published = PublishAsync(new TestLease { Length = TimeSpan.FromSeconds(length), IsUnreadable = true });

        Assert.True(await IsWaitingAsync(published, TimeSpan.FromSeconds(wait - 0.1)));
        Assert.False(await IsWaitingAsync(published, TimeSpan.FromSeconds(0.1)));
    }

    private async Task<bool> IsWaitingAsync(Task published, TimeSpan passes)
    {
        clock.Advance(passes);
        await Task.WhenAny(published, Task.Delay(100, TestContext.Current.CancellationToken));
        return !published.IsCompletedSuccessfully;
    }

    private Task PublishAsync(TestLease lease)
    {
        var grains = DispatchProxy.Create<IGrainFactory, Nobody>();
        var options = Options.Create(new ManifestOptions());
        var broadcast = new ManifestBroadcast(
            new(grains, clock, options, CatalogFile.Load(CatalogFile.DefaultPath)),
            grains,
            new TestMembershipService(),
            DispatchProxy.Create<ILocalSiloDetails, Details>(),
            lease,
            clock,
            options,
            NullLogger<ManifestBroadcast>.Instance);
        return broadcast.PublishAsync(new()
        {
            App = AppId.Parse("app"),
            Sequence = 1,
            Version = 1,
            IsSuspended = true,
            Visibility = AppVisibility.Private,
            Status = AppStatus.Draft,
            IsInstallable = false,
        });
    }

    private sealed class TestLease : ISiloLease
    {
        public bool IsUnreadable { get; init; }

        public TimeSpan SettlingTime { get; init; }

        public bool IsHeld => true;

        public TimeSpan Length { get; init; } = TimeSpan.FromSeconds(2);

        public ValueTask<TimeSpan> GetSettlingTimeAsync() => IsUnreadable
            ? throw new RegistryUnavailableException("The membership can't be read.", mayHaveChanged: false)
            : new(SettlingTime);
    }

    private sealed class TestMembershipService : IClusterMembershipService
    {
        public ClusterMembershipSnapshot CurrentSnapshot { get; } = new(
            ImmutableDictionary<SiloAddress, ClusterMember>.Empty
                .Add(Own, new(Own, SiloStatus.Active, "own"))
                .Add(Dead, new(Dead, SiloStatus.Dead, "dead")),
            new MembershipVersion(1));

        public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates => throw new NotSupportedException();

        public ValueTask Refresh(MembershipVersion minimumVersion = default, CancellationToken cancellationToken = default) => default;

        public Task<bool> TryKill(SiloAddress siloAddress) => throw new NotSupportedException();
    }

#pragma warning disable CA1852 // What stands in for an interface is made from these as base classes.
    private class Details : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod!.Name == "get_SiloAddress" ? Own : throw new NotSupportedException();
    }

    private class Nobody : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw new NotSupportedException();
    }
#pragma warning restore CA1852
}
