using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Registry.Grains.Interfaces;
using Registry.Servers;

namespace Registry.Silo.Tests;

/// <summary>What the configuration makes of a silo.</summary>
public sealed class RegistryStartTests : IDisposable
{
    private readonly TempDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData("Storage:Provider", "Postgress", "Storage:Provider is Postgress; it must be one of Sqlite, AzureTables, Postgres, Memory.")]
    [InlineData("Storage:Provider", "", "Storage:Provider is empty; it must be one of Sqlite, AzureTables, Postgres, Memory.")]
    [InlineData("Storage:Path", "", "Storage:Path is empty; it must name a directory.")]
    [InlineData("Storage:BusyTimeout", "00:01:00", "Storage:BusyTimeout is 00:01:00; it must be between 00:00:00.1 and 00:00:30.")]
    [InlineData("Storage:BusyTimeout", "00:00:00.05", "Storage:BusyTimeout is 00:00:00.05; it must be between 00:00:00.1 and 00:00:30.")]
    [InlineData("Storage:CleanupInterval", "00:00:00", "Storage:CleanupInterval is 00:00:00; it must be between 00:00:01 and 1.00:00:00.")]
    [InlineData("Silo:IdleTime", "00:00:01", "Silo:IdleTime is 00:00:01; it must be between 00:02:00 and 1.00:00:00.")]
    [InlineData("Silo:ShutdownTimeout", "01:00:00", "Silo:ShutdownTimeout is 01:00:00; it must be between 00:00:01 and 00:05:00.")]
    [InlineData("Cluster:ServiceId", "", "Cluster:ServiceId is empty; it must name a service.")]
    [InlineData("Cluster:ClusterId", " ", "Cluster:ClusterId is empty; it must name a cluster.")]
    [InlineData("Deliveries:MaxPendingInAll", "999", "Deliveries:MaxPendingInAll must be from 1,000 to 100,000,000.")]
    [InlineData("Deliveries:MaxPendingInAll", "100000001", "Deliveries:MaxPendingInAll must be from 1,000 to 100,000,000.")]
    [InlineData("Catalog:Path", "", "Catalog:Path is empty; it must name a file, or be left out for the catalog that ships with the registry.")]
    public async Task Start_SettingNotAllowed_IsRefusedNamingTheSetting(string setting, string value, string expected)
    {
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            RegistryHost.StartSqliteAsync(directory.Path, (setting, value)));

        Assert.Equal([expected], refusal.Failures);
        Assert.False(File.Exists(directory.Database));
    }

    [Fact]
    public async Task Start_ProviderInAnotherCase_IsUnderstood()
    {
        await using var host = await RegistryHost.StartSqliteAsync(directory.Path, ("Storage:Provider", "memory"));

        await host.Probe.ProbeAsync();
        Assert.False(File.Exists(directory.Database));
        Assert.Equal(StorageProviders.Memory, host.Services.GetRequiredService<IOptions<StorageOptions>>().Value.Provider);
        Assert.Equal(StorageProviders.Memory, host.Services.GetRequiredService<IConfiguration>()["Storage:Provider"]);
    }

    [Fact]
    public async Task Start_CatalogNotThere_IsRefusedBeforeTheDataIsTouched()
    {
        var path = Path.Combine(directory.Path, "none.json");
        var data = Path.Combine(directory.Path, "data");

        var refusal = await Assert.ThrowsAsync<CatalogException>(() => RegistryHost.StartSqliteAsync(data, ("Catalog:Path", path)));

        Assert.Equal(path, refusal.Path);
        Assert.False(Directory.Exists(data));
    }

    [Fact]
    public async Task Start_CatalogOfTheOperator_IsLoaded()
    {
        var path = Path.Combine(directory.Path, "own.json");
        File.Copy(CatalogFile.DefaultPath, path);

        await using var host = await RegistryHost.StartSqliteAsync(directory.Path, ("Catalog:Path", path));

        Assert.Equal(27, host.Services.GetRequiredService<Catalog>().Scopes.Length);
    }

    [Fact]
    public async Task Start_TwoAtOnce_AreAloneInTheirClusters()
    {
        using var second = new TempDirectory();
        await using var one = await RegistryHost.StartSqliteAsync(directory.Path);
        await using var two = await RegistryHost.StartSqliteAsync(second.Path);

        var addresses = new List<string>();
        foreach (var host in new[] { one, two })
        {
            var silo = Assert.Single(await host.Grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true, cancellationToken: TestContext.Current.CancellationToken));
            addresses.Add(silo.Key.Endpoint.ToString());
            Assert.Equal("127.0.0.1", silo.Key.Endpoint.Address.ToString());
            Assert.Equal(0, host.Services.GetRequiredService<IOptions<EndpointOptions>>().Value.GatewayPort);
        }

        Assert.Equal(2, addresses.Distinct().Count());
    }

    [Fact]
    public async Task Start_Settings_ReachOrleansAndTheHost()
    {
        await using var host = await RegistryHost.StartSqliteAsync(
            directory.Path,
            ("Cluster:ClusterId", "one"),
            ("Cluster:ServiceId", "two"),
            ("Silo:IdleTime", "00:07:00"),
            ("Silo:ShutdownTimeout", "00:00:11"));

        var cluster = host.Services.GetRequiredService<IOptions<ClusterOptions>>().Value;
        Assert.Equal(("one", "two"), (cluster.ClusterId, cluster.ServiceId));
        Assert.Equal(TimeSpan.FromMinutes(7), host.Services.GetRequiredService<IOptions<GrainCollectionOptions>>().Value.CollectionAge);
        Assert.Equal(TimeSpan.FromSeconds(11), host.Services.GetRequiredService<IOptions<Microsoft.Extensions.Hosting.HostOptions>>().Value.ShutdownTimeout);
    }
}
