using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;
using Registry.Grains.Interfaces;
using Registry.Silo;

namespace Registry.Grains.Tests;

/// <summary>A cluster with the registry's grains on memory storage that can be told to fail. Tests share it and use ids of their own.</summary>
public class RegistryCluster : IAsyncLifetime
{
    private readonly MemoryTables tables = new();
    private readonly InProcessTestCluster cluster;

    public RegistryCluster()
        : this(silos: 1)
    {
    }

    protected RegistryCluster(short silos)
    {
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddRegistryGrains().AddMemoryStorage(tables);
            silo.Services.AddSingleton(Catalog);
            silo.Services.AddStorageFaults(Faults);
            silo.Services.AddSingleton(Receivers);
            silo.Services.AddSingleton<IWebhookSender, SiloReceivers>();
            silo.Services.AddSingleton<IWebhookSecrets, PlainSecrets>();
            AddServices(silo.Services);
            silo.Services.Configure<ManifestOptions>(options => options.Lease = Timeout.InfiniteTimeSpan);
            silo.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error));
        });
        builder.ConfigureClient(client =>
        {
            AddClientServices(client.Services);
            client.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error));
        });
        cluster = builder.Build();
    }

    public IGrainFactory Grains => cluster.Client;

    public Catalog Catalog { get; } = CatalogFile.Load(CatalogFile.DefaultPath);

    public IReadOnlyList<SiloAddress> SiloAddresses => [.. cluster.Silos.Select(silo => silo.SiloAddress)];

    internal StorageFaults Faults { get; } = new();

    internal Receivers Receivers { get; } = new();

    /// <summary>Adds what a test wants otherwise.</summary>
    protected virtual void AddServices(IServiceCollection services)
    {
    }

    /// <summary>Adds what a test wants in the client.</summary>
    protected virtual void AddClientServices(IServiceCollection services)
    {
    }

    public async ValueTask InitializeAsync() => await cluster.DeployAsync();

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the activation of a grain, so that the next call reads what is stored.</summary>
    public Task DeactivateAsync(IAddressable grain) => cluster.DeactivateAsync(grain);

    /// <summary>Stops a silo in order.</summary>
    public Task StopSiloAsync(SiloAddress silo) => cluster.StopSiloAsync(cluster.Silos.Single(each => each.SiloAddress.Equals(silo)));

    /// <summary>The installations and apps that are in memory, on all silos.</summary>
    public async Task<IEnumerable<DetailedGrainStatistic>> ActivationsAsync()
    {
        var all = await Grains.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics();
        return all.Where(statistic => statistic.GrainId.Type.ToString() is "installation" or "app");
    }

    /// <summary>A service of a silo.</summary>
    internal T GetService<T>(int silo = 0)
        where T : notnull => GetServices(silo).GetRequiredService<T>();

    internal T GetKeyedService<T>(string key, int silo = 0)
        where T : notnull => GetServices(silo).GetRequiredKeyedService<T>(key);

    private IServiceProvider GetServices(int silo) => cluster.GetSiloServiceProvider(cluster.Silos[silo].SiloAddress);
}
