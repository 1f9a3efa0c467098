using Azure.Core.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo.Tests;

/// <summary>The parts of the storage without a silo around them, over a line on which things go wrong.</summary>
internal sealed class AzureTablesBed : IAsyncDisposable
{
    private readonly ServiceProvider services;

    public AzureTablesBed(AzureTablesFixture storage)
    {
        services = new ServiceCollection()
            .AddMetrics()
            .Configure<StorageOptions>(options => options.ConnectionString = storage.Server.ConnectionString)
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<HttpPipelinePolicy>(Faults)
            .AddAzureTablesConnection()
            .AddSingleton<SiloMetrics>()
            .AddSingleton<IStorageErrors, AzureTablesErrors>()
            .AddSingleton<StorageGuard>()
            .AddSingleton<AzureTables>()
            .BuildServiceProvider();
        Tables = services.GetRequiredService<AzureTables>();
        Index = new AzureInstallationIndex(Tables, new AzureTablesErrors(), TimeProvider.System);
        LaterIndex = new AzureInstallationIndex(Tables, new AzureTablesErrors(), Clock);
        Journal = new AzureJournal(Tables);
        var queues = new AzureQueues(Tables);
        Deliveries = new AzureDeliveryStore(
            Tables,
            new(Tables, queues, TimeProvider.System),
            new(Tables),
            new(Tables),
            queues,
            new(Tables));
    }

    public FaultPolicy Faults { get; } = new();

    /// <summary>An hour ahead.</summary>
    public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow().AddHours(1));

    public AzureTables Tables { get; }

    public IInstallationIndex Index { get; }

    /// <summary>The same index, as somebody sees it who reads an hour later.</summary>
    public IInstallationIndex LaterIndex { get; }

    public IJournal Journal { get; }

    public IDeliveryStore Deliveries { get; }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    /// <summary>The row as both ways of reading show it; they must agree on nothing but that it is right.</summary>
    public async Task<InstallationRow?[]> ReadAsync(InstallationKey key, IInstallationIndex? through = null)
    {
        var index = through ?? Index;
        return
        [
            (await index.ReadByAppAsync(key.App, new(), null, 10)).SingleOrDefault(),
            (await index.ReadByWorkspaceAsync(key.Workspace, new(), null, 10)).SingleOrDefault(),
        ];
    }

    public async Task<bool> HasMarkAsync(InstallationKey key) => (await Index.ReadMarkedAsync(null, 10_000)).Contains(key);
}
