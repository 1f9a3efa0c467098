using System.Globalization;
using System.Text.Json.Nodes;
using Registry.Servers;

namespace Registry.Cluster.Tests;

/// <summary>What nobody asks for leaves memory when it gets scarce, long before it would have for being idle, and nothing is lost.</summary>
[Collection(nameof(ProcessCollection))]
public sealed class MemoryPressureTests(ITestOutputHelper output) : IDisposable
{
    private const int Workspaces = 1_500;
    private const int Few = 100;

    private readonly HttpClient http = new();

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task Installations_WhenMemoryGetsScarce_LeaveItAndAreAnsweredAllTheSame()
    {
        using var data = new TempDirectory();
        var token = await RegistryProcess.CreateTokenAsync(data.Path, "--role", "operator");
        await using var registry = ProgramProcess.Start("registry", RegistryProcess.ApiAssembly, new($"http://127.0.0.1:{FreePort.Find()}"),
        [
            new("Storage:Path", data.Path),

            // Of so little memory, 320 MiB, a fifth is in use as soon as there is anything in it.
            new("DOTNET_GCHeapHardLimit", "0x14000000"),
            new("Silo:MaxMemoryPercent", "20"),
        ]);
        await registry.WaitUntilReadyAsync();
        using var client = new RegistryClient(registry.Address, token);
        await OfferAppAsync(client, data);

        await Parallel.ForEachAsync(Enumerable.Range(0, Workspaces), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, _) =>
            Assert.NotNull(await client.SendAsync(HttpMethod.Put, PathOf(number))));

        // Each is in memory when it is installed, and nothing but scarce memory takes it out within a quarter of an hour. How many
        // go is up to the collector: the slower the machine, the more of them go while others come.
        await Until.TrueAsync(async () => await ActiveAsync(registry) < Workspaces - Few);
        output.WriteLine($"{await ActiveAsync(registry)} of {Workspaces} are in memory in the end.");
        for (var number = 0; number < Workspaces; number += 97)
        {
            Assert.True((bool)(await client.GetAsync($"{PathOf(number)}/scopes/read_tags"))["allowed"]!);
        }
    }

    private static async Task OfferAppAsync(RegistryClient client, TempDirectory data)
    {
        using var developer = new RegistryClient(client.Address, await RegistryProcess.CreateTokenAsync(data.Path, "--role", "developer", "--developer", "dev_memory"));
        Assert.NotNull(await developer.SendAsync(HttpMethod.Put, "/v1/apps/app_memory", new JsonObject
        {
            ["name"] = "Memory test",
            ["visibility"] = "public",
            ["scopes"] = new JsonArray(new JsonObject { ["id"] = "read_tags", ["reason"] = "test" }),
        }));
        Assert.NotNull(await developer.SendAsync(HttpMethod.Post, "/v1/apps/app_memory/submit"));
        Assert.NotNull(await client.SendAsync(HttpMethod.Post, "/v1/apps/app_memory/review", new JsonObject { ["decision"] = "approve" }));
    }

    private static string PathOf(int workspace) => string.Create(CultureInfo.InvariantCulture, $"/v1/workspaces/ws_{workspace}/installations/app_memory");

    private async Task<double> ActiveAsync(ProgramProcess registry) =>
        MetricsText.Sum(await http.GetStringAsync(new Uri(registry.Address, "/metrics"), TestContext.Current.CancellationToken), "registry_installations_active");
}
