using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Storage;

namespace Registry.AzureTables.Tests;

/// <summary>The provider as a silo has it, and the table under it.</summary>
internal sealed class StateStore : IAsyncDisposable
{
    public const string ServiceId = "registry";
    public const string StateName = "note";

    private readonly IHost host;
    private readonly IGrainStorage storage;

    public StateStore(TableServiceClient client, string tableName, Action<AzureTableStorageOptions>? configure = null)
    {
        Table = client.GetTableClient(tableName);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering();
            silo.Configure<ClusterOptions>(options => options.ServiceId = ServiceId);
            silo.AddAzureTableGrainStorage("tables", options =>
            {
                options.TableServiceClient = client;
                options.TableName = tableName;
                options.GrainStorageSerializer = new NoteSerializer();
                configure?.Invoke(options);
            });
        });
        host = builder.Build();
        storage = host.Services.GetRequiredKeyedService<IGrainStorage>("tables");
    }

    public TableClient Table { get; }

    public static async Task<StateStore> CreateAsync(AzuriteFixture azurite, Action<AzureTableStorageOptions>? configure = null)
    {
        var table = await azurite.NewTableAsync();
        return new(azurite.Client(), table.Name, configure);
    }

    public async Task<GrainState<Note>> ReadAsync(GrainId grain, string stateName = StateName)
    {
        var state = new GrainState<Note>();
        await storage.ReadStateAsync(stateName, grain, state);
        return state;
    }

    public Task WriteAsync(GrainId grain, GrainState<Note> state, string text, string stateName = StateName)
    {
        state.State = new Note { Text = text };
        return storage.WriteStateAsync(stateName, grain, state);
    }

    public Task ClearAsync(GrainId grain, GrainState<Note> state) => storage.ClearStateAsync(StateName, grain, state);

    /// <summary>The row as it is stored.</summary>
    public async Task<TableEntity?> RowAsync(GrainId grain)
    {
        var row = await Table.GetEntityIfExistsAsync<TableEntity>($"{ServiceId}_{grain.Type}_{grain.Key}", StateName);
        return row.HasValue ? row.Value : null;
    }

    public async Task<TableEntity> OnlyRowAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        return await Table.QueryAsync<TableEntity>(cancellationToken: cancellationToken).SingleAsync(cancellationToken);
    }

    /// <summary>The names of the row's properties but those that every row has.</summary>
    public static string[] Properties(TableEntity row) =>
        [.. row.Keys.Where(key => key is not ("PartitionKey" or "RowKey" or "Timestamp" or "odata.etag")).Order(StringComparer.Ordinal)];

    public async ValueTask DisposeAsync() => await ((IAsyncDisposable)host).DisposeAsync();
}
