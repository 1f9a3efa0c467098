using Azure.Data.Tables;
using Orleans.Hosting;
using Registry.Servers;

namespace Registry.Silo.Tests;

public sealed class AzureTablesMembershipFixture : MembershipFixture
{
    private AzuriteServer? server;

    public override async ValueTask InitializeAsync() => server = await AzuriteServer.StartAsync();

    public override ValueTask DisposeAsync() => server!.DisposeAsync();

    internal override void UseClustering(ISiloBuilder silo) =>
        silo.UseAzureStorageClustering(options => options.TableServiceClient = new TableServiceClient(server!.ConnectionString));

    internal override void UseClustering(IClientBuilder client) =>
        client.UseAzureStorageClustering(options => options.TableServiceClient = new TableServiceClient(server!.ConnectionString));
}
