using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Storage;
using Registry.Grains;
using Registry.Servers;

namespace Registry.Silo.Tests;

/// <summary>
/// A registry in this process, put together as in production, except that nobody looks for what was left undone: tests of
/// the storage leave much, and nobody is to work it off meanwhile.
/// </summary>
internal sealed class RegistryHost : IAsyncDisposable
{
    private const string ClusterId = "Cluster:ClusterId";

    // The repair of a row that a test has just marked would store the state of that installation first.
    private static readonly Type?[] WhatIsLeftUndone = [typeof(DeliverySweeper), typeof(ReplaySweeper), typeof(MarkedRowRepair)];

    private readonly IHost host;

    private RegistryHost(IHost host) => this.host = host;

    public IServiceProvider Services => host.Services;

    public IInstallationIndex Index => Services.GetRequiredService<IInstallationIndex>();

    public IAppIndex Apps => Services.GetRequiredService<IAppIndex>();

    public ISubmissionIndex Submissions => Services.GetRequiredService<ISubmissionIndex>();

    public IJournal Journal => Services.GetRequiredService<IJournal>();

    public IRequestLog Requests => Services.GetRequiredService<IRequestLog>();

    public IDeliveryStore Deliveries => Services.GetRequiredService<IDeliveryStore>();

    public IStorageProbe Probe => Services.GetRequiredService<IStorageProbe>();

    public IGrainStorage State => Services.GetRequiredKeyedService<IGrainStorage>(StorageNames.Registry);

    public SqliteDatabase Database => Services.GetRequiredService<SqliteDatabase>();

    public PostgresDatabase Postgres => Services.GetRequiredService<PostgresDatabase>();

    public IRegistryFacts Facts => Services.GetRequiredService<IRegistryFacts>();

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public static Task<RegistryHost> StartSqliteAsync(string directory, params (string Key, string Value)[] settings) =>
        StartAsync([("Storage:Path", directory), .. settings]);

    public static Task<RegistryHost> StartPostgresAsync(string connectionString, params (string Key, string Value)[] settings) =>
        StartAsync([("Storage:Provider", "Postgres"), ("Storage:ConnectionString", connectionString), .. settings]);

    public static Task<RegistryHost> StartAsync(params (string Key, string Value)[] settings) => StartAsync(_ => { }, settings);

    public static async Task<RegistryHost> StartAsync(Action<IServiceCollection> configure, params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        foreach (var (key, value) in OwnCluster().Concat(settings))
        {
            builder.Configuration[key] = value;
        }

        builder.AddRegistrySilo();

        Type?[] leftOut = settings.Any(setting => setting.Key == ClusterId) ? WhatIsLeftUndone : [.. WhatIsLeftUndone, typeof(ClusterIdentity)];
        foreach (var worker in builder.Services.Where(service => leftOut.Contains(service.ImplementationType)).ToList())
        {
            builder.Services.Remove(worker);
        }

        configure(builder.Services);
        var host = builder.Build();
        try
        {
            await host.StartAsync();
        }
        catch
        {
            await DisposeAsync(host);
            throw;
        }

        return new(host);
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        await DisposeAsync(host);
    }

    // On a shared storage it is a silo of a cluster; here each is alone in its own, on ports of its own, unless it is told
    // which one it belongs to. It is for that alone that several clusters may share a storage.
    private static (string Key, string Value)[] OwnCluster() =>
    [
        (ClusterId, $"cluster-{Guid.NewGuid():N}"),
        ("Cluster:AdvertisedAddress", "127.0.0.1"),
        ("Cluster:SiloPort", $"{FreePort.Find()}"),
        ("Cluster:GatewayPort", $"{FreePort.Find()}"),

        // Nobody waits for a silo here to be dead, and a machine that stands still for a moment is not what is tested.
        ("Cluster:LivenessLease", "00:00:30"),
    ];

    private static async ValueTask DisposeAsync(IHost host) => await ((IAsyncDisposable)host).DisposeAsync();
}
