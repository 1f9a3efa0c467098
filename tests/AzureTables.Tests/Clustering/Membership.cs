using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Messaging;
using Orleans.Runtime;

namespace Registry.AzureTables.Tests;

/// <summary>The membership table and the gateway list of one cluster, as silos and clients have them, and the table under them.</summary>
internal sealed class Membership : IAsyncDisposable
{
    private readonly IHost silo;
    private readonly IHost client;

    private Membership(TableServiceClient service, string tableName)
    {
        Rows = service.GetTableClient(tableName);
        silo = Build(builder => builder.UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(Name);
            silo.UseAzureStorageClustering(options => (options.TableServiceClient, options.TableName) = (service, tableName));
        }));
        client = Build(builder => builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(Name);
            client.UseAzureStorageClustering(options => (options.TableServiceClient, options.TableName) = (service, tableName));
        }));
        Table = silo.Services.GetRequiredService<IMembershipTable>();
    }

    public string ClusterId { get; } = $"c{Guid.NewGuid():N}";

    public IMembershipTable Table { get; }

    public TableClient Rows { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<Membership> CreateAsync(AzuriteFixture azurite, TableClientOptions? options = null)
    {
        var membership = new Membership(azurite.Client(options), AzuriteFixture.NewName());
        await membership.Table.InitializeMembershipTableAsync(tryInitTableVersion: true, Token);
        return membership;
    }

    public static MembershipEntry Silo(string silo, SiloStatus status = SiloStatus.Active) => new()
    {
        SiloAddress = SiloAddress.FromParsableString(silo),
        Status = status,
        HostName = "host-7",
        SiloName = "silo-7",
        ProxyPort = 30000,
        StartTime = new(2026, 11, 23, 15, 8, 15, 672, DateTimeKind.Utc),
        IAmAliveTime = new(2026, 11, 23, 15, 9, 0, 5, DateTimeKind.Utc),
    };

    public Task<MembershipTableData> ReadAsync() => Table.ReadAllAsync(Token);

    public async Task<bool> InsertAsync(MembershipEntry entry) => await Table.InsertRowAsync(entry, (await ReadAsync()).Version.Next(), Token);

    public async Task<bool> UpdateAsync(MembershipEntry entry)
    {
        var read = await ReadAsync();
        return await Table.UpdateRowAsync(entry, read.TryGet(entry.SiloAddress)!.Item2, read.Version.Next(), Token);
    }

    public async Task<IList<Uri>> GatewaysAsync() => await client.Services.GetRequiredService<IGatewayListProvider>().GetGatewaysAsync(Token);

    public async Task<TableEntity> RowAsync(string rowKey) => await Rows.GetEntityAsync<TableEntity>(ClusterId, rowKey, cancellationToken: Token);

    public async Task<int> CountAsync() => await Rows.QueryAsync<TableEntity>(cancellationToken: Token).CountAsync(Token);

    /// <summary>Puts rows of silos into the table past the provider, a hundred at a time.</summary>
    public async Task FillAsync(int silos, SiloStatus status)
    {
        var rows = Enumerable.Range(1, silos).Select(i => SiloRow.From(ClusterId, Silo($"10.0.0.1:11111@{i}", status)));
        foreach (var batch in rows.Chunk(100))
        {
            await Rows.SubmitTransactionAsync(batch.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)), Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ((IAsyncDisposable)silo).DisposeAsync();
        await ((IAsyncDisposable)client).DisposeAsync();
    }

    private static IHost Build(Action<HostApplicationBuilder> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        configure(builder);
        return builder.Build();
    }

    private void Name(ClusterOptions options) => (options.ClusterId, options.ServiceId) = (ClusterId, "registry");
}
