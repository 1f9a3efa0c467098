using System.Net;
using System.Net.Sockets;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Registry.Servers;

namespace Registry.AzureTables.Tests;

/// <summary>A silo and a client that know nothing but the storage account.</summary>
public sealed class SiloTests(AzuriteFixture azurite)
{
    private readonly string cluster = $"c{Guid.NewGuid():N}";
    private readonly string membership = AzuriteFixture.NewName();
    private readonly string state = AzuriteFixture.NewName();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Silo_OnEmptyStorage_MakesItsTablesAndIsFoundByAClient()
    {
        var key = Guid.NewGuid().ToString("N");
        using (var silo = NewSilo(azurite.Client()))
        {
            await silo.StartAsync(Token);
            using var client = NewClient(azurite.Client());
            await client.StartAsync(Token);
            await client.Services.GetRequiredService<IGrainFactory>().GetGrain<INoteGrain>(key).WriteAsync("kept");
            await client.StopAsync(Token);
            await silo.StopAsync(Token);
        }

        // Another silo of the same cluster, after the first one left.
        using (var silo = NewSilo(azurite.Client()))
        {
            await silo.StartAsync(Token);
            Assert.Equal("kept", await silo.Services.GetRequiredService<IGrainFactory>().GetGrain<INoteGrain>(key).ReadAsync());
            await silo.StopAsync(Token);
        }
    }

    [Theory]
    [InlineData(false, "Abc", "TableServiceClient")]
    [InlineData(true, "no-such-name", "no-such-name")]
    [InlineData(true, "1st", "1st")]
    [InlineData(true, "", "TableName")]
    public async Task Start_OptionsThatCannotWork_AreNamed(bool withClient, string table, string named)
    {
        var service = withClient ? azurite.Client() : null;
        using var silo = NewSilo(service, table);
        using var client = NewClient(service, table);
        using var storage = Build(builder => builder.UseOrleans(silo => silo.UseLocalhostClustering(FreePort.Find(), FreePort.Find())
            .AddAzureTableGrainStorage("tables", options => (options.TableServiceClient, options.TableName) = (service, table))));

        foreach (var host in (IHost[])[silo, client, storage])
        {
            var fault = await Assert.ThrowsAsync<OrleansConfigurationException>(() => host.StartAsync(Token));
            Assert.Contains(named, fault.Message, StringComparison.Ordinal);
        }
    }

    private IHost NewSilo(TableServiceClient? service, string? tableName = null) => Build(builder => builder.UseOrleans(silo =>
    {
        silo.Configure<ClusterOptions>(Name);
        silo.ConfigureEndpoints(IPAddress.Loopback, FreePort.Find(), FreePort.Find());
        silo.UseAzureStorageClustering(options => (options.TableServiceClient, options.TableName) = (service, tableName ?? membership));
        silo.AddAzureTableGrainStorageAsDefault(options => (options.TableServiceClient, options.TableName) = (azurite.Client(), state));
    }));

    private IHost NewClient(TableServiceClient? service, string? tableName = null) => Build(builder => builder.UseOrleansClient(client =>
    {
        client.Configure<ClusterOptions>(Name);
        client.UseAzureStorageClustering(options => (options.TableServiceClient, options.TableName) = (service, tableName ?? membership));
    }));

    private void Name(ClusterOptions options) => (options.ClusterId, options.ServiceId) = (cluster, "registry");

    private static IHost Build(Action<HostApplicationBuilder> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        configure(builder);
        return builder.Build();
    }
}
