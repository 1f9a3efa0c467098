using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Registry.Silo.Tests;

/// <summary>When an API process lets calls through to the cluster.</summary>
public sealed class ClusterLinkTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly ClusterLink link;

    public ClusterLinkTests() => link = new(clock, NullLogger<ClusterLink>.Instance);

    [Fact]
    public void TryPass_BeforeTheFirstConnection_Never()
    {
        Assert.False(link.TryPass());

        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.False(link.TryPass());
    }

    [Fact]
    public void TryPass_WhileThereIsAGateway_Always()
    {
        Connect();

        Assert.True(link.TryPass());
        Assert.True(link.TryPass());
    }

    [Fact]
    public void TryPass_WithoutAGateway_OneCallASecond()
    {
        Connect();
        Close(left: 0);

        for (var second = 0; second < 3; second++)
        {
            Assert.True(link.TryPass());
            Assert.False(link.TryPass());
            clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public void TryPass_GatewayIsBack_AlwaysAgain()
    {
        Connect();
        Close(left: 0);
        Assert.True(link.TryPass());

        link.NotifyGatewayCountChanged(1, 0, connectionRecovered: true);

        Assert.True(link.TryPass());
    }

    // The end of one connection is told after the beginning of the one in its place, although it came first.
    [Fact]
    public void TryPass_EndIsToldLate_Always()
    {
        Connect();

        link.NotifyClusterConnectionLost();
        link.NotifyGatewayCountChanged(1, 0, connectionRecovered: true);
        link.NotifyGatewayCountChanged(0, 1, connectionRecovered: false);

        Assert.True(link.TryPass());
        Assert.True(link.TryPass());
    }

    private void Connect()
    {
        link.NotifyGatewayCountChanged(1, 0, connectionRecovered: true);
        link.Open();
    }

    private void Close(int left)
    {
        link.NotifyClusterConnectionLost();
        link.NotifyGatewayCountChanged(left, left + 1, connectionRecovered: false);
    }
}
