using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Messaging;
using Orleans.Runtime.Hosting;
using Orleans.Serialization;
using Registry.Grains;

namespace Registry.Silo;

/// <summary>How silos find each other, and how soon they notice that one is gone.</summary>
internal static class ClusteringExtensions
{
    // Orleans turns the gateway off at port 0: the only client is this process.
    private const int NoGateway = 0;

    // A call that takes longer is given up by its caller, who is told that its outcome is unknown.
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(10);

    /// <summary>A silo of a cluster where the storage is shared, one that is alone elsewhere.</summary>
    public static ISiloBuilder AddConfiguredClustering(this ISiloBuilder silo, string? provider)
    {
        if (!StorageProviders.IsShared(provider))
        {
            return silo.UseLocalhostClustering(LoopbackPort.FindFree(), NoGateway);
        }

        silo.UseSharedMembership(provider);
        silo.Services.AddOptions<EndpointOptions>().Configure<IOptions<ClusterHostOptions>>(SetEndpoints);
        silo.Services.AddOptions<ClusterMembershipOptions>().Configure<IOptions<ClusterHostOptions>>(SetTiming);
        silo.Services.SendStorageExceptions();
        silo.Services.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = CallLimit);
        silo.Services.AddSingleton<FormerCluster>();
        silo.Services.AddSingleton<ClusterIdentity>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, ClusterIdentity>();
        silo.Services.AddSingleton<MembershipLook>();
        silo.Services.AddSingleton<SiloLease>();
        silo.Services.AddSingleton<ISiloLease>(services => services.GetRequiredService<SiloLease>());
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(services => services.GetRequiredService<SiloLease>());

        // What a dead silo had is not registered anew for this long. It would be a multiple of the probe period, and
        // protects from nothing that the lease of a silo does not protect from.
        silo.Services.AddOptions<GrainDirectoryOptions>().Configure<IOptions<ClusterHostOptions>>((directory, host) =>
            directory.RangeLeaseDuration = host.Value.LivenessLease);

        // The default directory is only eventually consistent: two activations of one grain could live for a while.
#pragma warning disable ORLEANSEXP003 // Experimental in Orleans 10.4; what it is for here is in docs/guarantees.md.
        return silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003
    }

    /// <summary>A client of the silos that share the storage.</summary>
    public static IClientBuilder AddConfiguredClustering(this IClientBuilder client, string? provider)
    {
        client.UseSharedMembership(provider);
        client.Services.SendStorageExceptions();
        client.AddOutgoingGrainCallFilter<CallRetry>();
        client.Services.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = CallLimit);
        client.Services.Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = TimeSpan.FromSeconds(2));
        return client;
    }

    private static void UseSharedMembership(this ISiloBuilder silo, string? provider)
    {
        switch (provider)
        {
            case StorageProviders.AzureTables:
                silo.UseAzureTablesClustering();
                break;
            case StorageProviders.Postgres:
                silo.UsePostgresClustering();
                break;
        }
    }

    private static void UseSharedMembership(this IClientBuilder client, string? provider)
    {
        switch (provider)
        {
            case StorageProviders.AzureTables:
                client.UseAzureTablesClustering();
                break;
            case StorageProviders.Postgres:
                client.UsePostgresClustering();
                break;
        }
    }

    private static void SetEndpoints(EndpointOptions endpoints, IOptions<ClusterHostOptions> host)
    {
        var address = host.Value.AdvertisedAddress is { } given ? IPAddress.Parse(given) : FirstAddress();
        endpoints.AdvertisedIPAddress = address;
        endpoints.SiloPort = host.Value.SiloPort;
        endpoints.GatewayPort = host.Value.GatewayPort;

        // A container may not own the address that others know it by.
        var listen = IPAddress.IsLoopback(address) ? address : IPAddress.Any;
        endpoints.SiloListeningEndpoint = new(listen, host.Value.SiloPort);
        endpoints.GatewayListeningEndpoint = new(listen, host.Value.GatewayPort);
    }

    private static IPAddress FirstAddress() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(network => network.OperationalStatus == OperationalStatus.Up)
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(unicast => unicast.Address)
        .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address))
        ?? IPAddress.Loopback;

    // The causes of an outage travel with it. One that Orleans may not serialize would take the whole answer down with it.
    private static void SendStorageExceptions(this IServiceCollection services) =>
        services.Configure<ExceptionSerializationOptions>(exceptions => exceptions.SupportedNamespacePrefixes.UnionWith(["Npgsql", "Registry"]));

    private static void SetTiming(ClusterMembershipOptions membership, IOptions<ClusterHostOptions> host)
    {
        membership.ProbeTimeout = host.Value.ProbePeriod;
        membership.NumMissedProbesLimit = host.Value.MissedProbes;

        // A silo whose connection has brought something within this time, times the missed probes, is not suspected. By
        // default it is four times the period, and so long a silo that hangs without its connection breaking is trusted.
        membership.MaxProbeTimeout = host.Value.ProbePeriod;

        // News of the membership travel by gossip; this is for when they got lost.
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(10);

        // So that the table does not grow with every restart, for ever.
        membership.DefunctSiloCleanupPeriod = TimeSpan.FromHours(1);
        membership.DefunctSiloExpiration = TimeSpan.FromDays(1);
    }
}
