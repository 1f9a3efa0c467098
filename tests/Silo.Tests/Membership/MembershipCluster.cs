using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Messaging;

namespace Registry.Silo.Tests;

/// <summary>A cluster of which there is nothing but its membership: no silo is started.</summary>
internal sealed class MembershipCluster(MembershipFixture storage) : IAsyncDisposable
{
    private readonly List<IHost> hosts = [];
    private int generation;

    public string Id { get; } = $"c{Guid.NewGuid():N}";

    /// <summary>A moment that every storage keeps exactly.</summary>
    public static DateTime Now { get; } = new(2026, 11, 23, 15, 8, 15, 672, DateTimeKind.Utc);

    /// <summary>The table as one more silo sees it, not initialized.</summary>
    public TestMembership NewTable() => new(Build(builder => builder.UseOrleans(silo =>
    {
        silo.Configure<ClusterOptions>(Name);
        storage.UseClustering(silo);
    })).GetRequiredService<IMembershipTable>());

    /// <summary>The table as one more silo sees it.</summary>
    public async Task<TestMembership> OpenAsync()
    {
        var table = NewTable();
        await table.InitializeAsync();
        return table;
    }

    /// <summary>The gateways as a client sees them.</summary>
    public async Task<IGatewayListProvider> OpenGatewaysAsync()
    {
        var gateways = Build(builder => builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(Name);
            storage.UseClustering(client);
        })).GetRequiredService<IGatewayListProvider>();
        await gateways.InitializeGatewayListProviderAsync(TestContext.Current.CancellationToken);
        return gateways;
    }

    /// <summary>A silo that is in no table yet.</summary>
    public MembershipEntry NewSilo(SiloStatus status = SiloStatus.Joining, DateTime? lastSeen = null) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Parse("10.0.0.7"), 11111, Interlocked.Increment(ref generation)),
        Status = status,
        ProxyPort = 30000,
        HostName = "host-7",
        SiloName = "silo-7",
        RoleName = "registry",
        UpdateZone = 2,
        FaultZone = 3,
        StartTime = lastSeen ?? Now,
        IAmAliveTime = lastSeen ?? Now,
        SuspectTimes = [],
    };

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts)
        {
            await ((IAsyncDisposable)host).DisposeAsync();
        }
    }

    private void Name(ClusterOptions options)
    {
        options.ClusterId = Id;
        options.ServiceId = "registry";
    }

    private IServiceProvider Build(Action<HostApplicationBuilder> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        configure(builder);
        var host = builder.Build();
        lock (hosts)
        {
            hosts.Add(host);
        }

        return host.Services;
    }
}
