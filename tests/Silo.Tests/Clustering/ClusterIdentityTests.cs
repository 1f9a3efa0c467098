using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Registry.Servers;

namespace Registry.Silo.Tests;

/// <summary>All silos over one storage are one cluster.</summary>
public sealed class ClusterIdentityTests(PostgresFixture postgres) : IAsyncDisposable
{
    private const string Fact = "cluster-id";

    // A silo that takes over from one that was lost waits that long.
    private static readonly (string Key, string Value) ShortLease = ("Cluster:LivenessLease", "00:00:02");

    private AzuriteServer? azurite;

    [Theory]
    [InlineData(StorageProviders.Postgres)]
    [InlineData(StorageProviders.AzureTables)]
    public async Task Start_AnotherClusterId_IsRefusedUntilItMayReplaceOneThatDoesNotRun(string provider)
    {
        var storage = await NewStorageAsync(provider);
        await using (await StartAsync(storage, "one"))
        {
            var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => StartAsync(storage, "two"));
            Assert.Contains("Set Cluster:ClusterId to 'one'", refusal.Message);
            refusal = await Assert.ThrowsAsync<StartRefusedException>(() => StartAsync(storage, "two", replaces: true));
            Assert.Contains("Silos of the cluster id 'one' work with this storage: 127.0.0.1:", refusal.Message);
        }

        await Assert.ThrowsAsync<StartRefusedException>(() => StartAsync(storage, "two"));
        await using (await StartAsync(storage, "two", replaces: true))
        {
            await Assert.ThrowsAsync<StartRefusedException>(() => StartAsync(storage, "one"));
        }

        await using (await StartAsync(storage, "two"))
        {
        }
    }

    [Theory]
    [InlineData(StorageProviders.Postgres)]
    [InlineData(StorageProviders.AzureTables)]
    public async Task Replace_ASiloOfTheFormerClusterWasLost_CountsItForAWhileAndThenEndsIt(string provider)
    {
        var storage = await NewStorageAsync(provider);
        var lost = SiloAddress.New(IPAddress.Loopback, 9, 1);
        await using (var former = await StartAsync(storage, "one"))
        {
            await JoinAsync(former, lost, lastSeen: TimeSpan.FromMinutes(1));
        }

        await Assert.ThrowsAsync<StartRefusedException>(() => StartAsync(storage, "two", replaces: true));
        await using var heir = await RegistryHost.StartAsync(
            services => services.Configure<ClusterMembershipOptions>(membership => membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5)),
            [.. storage, ("Cluster:ClusterId", "two"), ("Cluster:ReplaceClusterId", "true"), ShortLease]);

        var table = await heir.Services.GetRequiredService<FormerCluster>().OpenAsync("one", TestContext.Current.CancellationToken);
        var row = await table.ReadRowAsync(lost, TestContext.Current.CancellationToken);
        Assert.Equal(SiloStatus.Dead, Assert.Single(row.Members).Item1.Status);
    }

    [Fact]
    public async Task Start_ClusterIdIsReplacedMeanwhile_IsRefused()
    {
        var storage = await NewStorageAsync(StorageProviders.Postgres);

        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => RegistryHost.StartAsync(
            services => services.AddSingleton<IRegistryFacts>(provider => new ReplacedMeanwhile(ActivatorUtilities.CreateInstance<PostgresFacts>(provider))),
            [.. storage, ("Cluster:ClusterId", "one")]));

        Assert.Contains("belongs to the cluster id 'two'", refusal.Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Backup_OfAnEmptyStorage_LeavesTheClusterIdOpen(bool isImport)
    {
        var storage = await NewStorageAsync(StorageProviders.Postgres);
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(storage.ToDictionary(setting => setting.Key, setting => (string?)setting.Value));

        await BackupStorage.UseAsync(configuration, isImport, (_, _) => Task.CompletedTask);

        await using var host = await StartAsync(storage, "one");
    }

    public async ValueTask DisposeAsync()
    {
        if (azurite is not null)
        {
            await azurite.DisposeAsync();
        }
    }

    private static Task<RegistryHost> StartAsync((string Key, string Value)[] storage, string clusterId, bool replaces = false) => RegistryHost.StartAsync(
        [.. storage, ("Cluster:ClusterId", clusterId), ("Cluster:ReplaceClusterId", $"{replaces}"), ShortLease]);

    private static async Task JoinAsync(RegistryHost cluster, SiloAddress silo, TimeSpan lastSeen)
    {
        var table = cluster.Services.GetRequiredService<IMembershipTable>();
        var seen = TimeProvider.System.GetUtcNow().UtcDateTime - lastSeen;
        var entry = new MembershipEntry
        {
            SiloAddress = silo,
            Status = SiloStatus.Joining,
            HostName = "host",
            SiloName = "lost",
            RoleName = "registry",
            StartTime = seen,
            IAmAliveTime = seen,
            SuspectTimes = [],
        };
        await Until.TrueAsync(async () =>
        {
            var known = await table.ReadAllAsync(TestContext.Current.CancellationToken);
            return await table.InsertRowAsync(entry, known.Version.Next(), TestContext.Current.CancellationToken);
        });
    }

    private async Task<(string Key, string Value)[]> NewStorageAsync(string provider)
    {
        if (provider == StorageProviders.Postgres)
        {
            return [("Storage:Provider", provider), ("Storage:ConnectionString", await postgres.Server.CreateDatabaseAsync())];
        }

        azurite = await AzuriteServer.StartAsync(TestContext.Current.CancellationToken);
        return [("Storage:Provider", provider), ("Storage:ConnectionString", azurite.ConnectionString)];
    }

    private sealed class ReplacedMeanwhile(IRegistryFacts facts) : IRegistryFacts
    {
        public async Task<string> GetOrAddAsync(string name, string value)
        {
            var found = await facts.GetOrAddAsync(name, value);
            if (name == Fact && found == "one")
            {
                await facts.TryReplaceAsync(name, found, "two");
            }

            return found;
        }

        public Task<bool> TryReplaceAsync(string name, string known, string value) => facts.TryReplaceAsync(name, known, value);

        public Task<DateTimeOffset> GetClockAsync() => facts.GetClockAsync();
    }
}
