using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Registry.Grains.Interfaces;
using Registry.Servers;

namespace Registry.Silo.Tests;

/// <summary>A silo that would answer otherwise than the cluster does not become part of it.</summary>
public sealed class ClusterAgreementTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Start_AnotherCatalog_IsRefusedUntilItMayReplaceTheOld()
    {
        using var directory = new TempDirectory();
        var path = await WriteOtherCatalogAsync(directory.Path);
        var database = await postgres.Server.CreateDatabaseAsync();
        await using (await RegistryHost.StartPostgresAsync(database))
        {
            var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => RegistryHost.StartPostgresAsync(database, ("Catalog:Path", path)));
            Assert.Contains("Catalog:Replace=true", refusal.Message);
        }

        await using (await RegistryHost.StartPostgresAsync(database, ("Catalog:Path", path), ("Catalog:Replace", "true")))
        {
            // Now it is the old one that does not belong here.
            await Assert.ThrowsAsync<StartRefusedException>(() => RegistryHost.StartPostgresAsync(database));
        }

        await using (await RegistryHost.StartPostgresAsync(database, ("Catalog:Path", path)))
        {
        }
    }

    [Theory]
    [InlineData(31)]
    [InlineData(-31)]
    public async Task Start_ClockIsOff_IsRefused(int seconds)
    {
        var facts = new TestFacts(TimeProvider.System.GetUtcNow().AddSeconds(seconds));

        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => Agreement().DemandAsync(facts));

        Assert.Contains("Cluster:MaxClockSkew", refusal.Message);
    }

    [Theory]
    [InlineData(25)]
    [InlineData(-25)]
    public async Task Start_ClockIsOffALittle_IsAllowed(int seconds) =>
        await Agreement().DemandAsync(new TestFacts(TimeProvider.System.GetUtcNow().AddSeconds(seconds)));

    [Fact]
    public async Task Start_ManifestLeaseIsInfinite_IsRefusedInACluster()
    {
        var database = await postgres.Server.CreateDatabaseAsync();

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => RegistryHost.StartPostgresAsync(database, ("Manifests:Lease", "-00:00:00.0010000")));

        Assert.Contains("Manifests:Lease", refusal.Message);
    }

    private static ClusterAgreement Agreement() => ActivatorUtilities.CreateInstance<ClusterAgreement>(
        new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSingleton(CatalogFile.Load(CatalogFile.DefaultPath)).AddOptions().BuildServiceProvider());

    private static async Task<string> WriteOtherCatalogAsync(string directory)
    {
        var catalog = JsonNode.Parse(await File.ReadAllTextAsync(CatalogFile.DefaultPath, TestContext.Current.CancellationToken))!;
        catalog["scopes"]![0]!["description"] = "Something else";
        var path = Path.Combine(directory, "catalog.json");
        await File.WriteAllTextAsync(path, catalog.ToJsonString(), TestContext.Current.CancellationToken);
        return path;
    }

    private sealed class TestFacts(DateTimeOffset now) : IRegistryFacts
    {
        public Task<string> GetOrAddAsync(string name, string value) => Task.FromResult(value);

        public Task<bool> TryReplaceAsync(string name, string known, string value) => Task.FromResult(true);

        public Task<DateTimeOffset> GetClockAsync() => Task.FromResult(now);
    }
}
