using System.Net.Sockets;
using System.Text.Json.Nodes;
using Registry.Servers;

namespace Registry.Cluster.Tests;

/// <summary>An API process that does not belong to the silos that it finds serves nobody, and says why.</summary>
[Collection(nameof(ProcessCollection))]
public sealed class MismatchTests
{
    [Fact]
    public async Task Api_UnlikeTheSilos_IsNotReadyUntilASiloIsLikeIt()
    {
        using var directory = new TempDirectory();
        var catalog = await WriteOtherCatalogAsync(directory.Path);
        await using var storage = await ClusterStorage.StartAsync("Postgres");
        await using var cluster = await ClusterOfProcesses.StartAsync(1, 0, storage.Settings(storage.Port));
        var stranger = cluster.LaunchApi(new KeyValuePair<string, string>("Cluster:ServiceId", "other"));
        var next = cluster.LaunchApi(new KeyValuePair<string, string>("Catalog:Path", catalog));

        await AssertNotReadyAsync(stranger, "Cluster:ServiceId");
        await AssertNotReadyAsync(next, "Catalog:Path");

        // As an operator gives the cluster another catalog.
        await cluster.StartSiloAsync(new("Catalog:Path", catalog), new("Catalog:Replace", "true"));
        await cluster.DrainAsync(cluster.Silos[0]);
        await next.WaitUntilReadyAsync();
        Assert.False(await stranger.IsReadyAsync());
    }

    private static async Task AssertNotReadyAsync(ProgramProcess api, string setting)
    {
        using var http = new HttpClient { BaseAddress = api.Address };
        var detail = "";
        await Until.TrueAsync(async () =>
        {
            try
            {
                using var answer = await http.GetAsync("/health/ready", TestContext.Current.CancellationToken);
                Assert.Equal(503, (int)answer.StatusCode);
                detail = (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["detail"]!;
                return detail.Contains("this process", StringComparison.Ordinal);
            }
            catch (Exception exception) when (exception is HttpRequestException or SocketException)
            {
                return false;
            }
        });

        Assert.Contains(setting, detail);
        await Until.TrueAsync(() => api.Output.Contains(detail, StringComparison.Ordinal));
        using var alive = await http.GetAsync("/health/live", TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)alive.StatusCode);
        Assert.False(api.HasExited);
    }

    private static async Task<string> WriteOtherCatalogAsync(string directory)
    {
        var shipped = Path.Combine(Path.GetDirectoryName(RegistryProcess.SiloAssembly)!, "catalog", "intercom.json");
        var catalog = JsonNode.Parse(await File.ReadAllTextAsync(shipped, TestContext.Current.CancellationToken))!;
        catalog["scopes"]![0]!["description"] = "Something else";
        var path = Path.Combine(directory, "catalog.json");
        await File.WriteAllTextAsync(path, catalog.ToJsonString(), TestContext.Current.CancellationToken);
        return path;
    }
}
