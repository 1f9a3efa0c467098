using System.Text.Json.Nodes;
using Registry.Servers;

namespace Registry.Cluster.Tests;

/// <summary>Every accepted event arrives, in order, whenever the process ends.</summary>
public sealed class DeliveryRecoveryTests(ITestOutputHelper output)
{
    private const int Workspaces = 10;

    private const int EventsOfEach = 1000;

    private static readonly string[] Apps = ["hooked-1", "hooked-2"];

    private readonly int[] accepted = new int[Workspaces];

    private Uri address = null!;

    [Fact]
    public async Task Kill_InAStreamOfEvents_DeliversEachInOrder()
    {
        using var data = new TempDirectory();
        await using var receiver = await OrderedReceiver.StartAsync();
        var token = await RegistryProcess.CreateTokenAsync(data.Path, "--role", "operator");
        var registry = await StartAsync(data);
        try
        {
            await InstallAsync(token, receiver.Url);
            var publishing = Task.WhenAll(Enumerable.Range(0, Workspaces).Select(workspace => Task.Run(() => PublishAsync(token, workspace))));
            foreach (var share in new[] { 0.2, 0.5, 0.8 })
            {
                await UntilAsync(() => accepted.Sum() > share * Workspaces * EventsOfEach || publishing.IsCompleted);
                await registry.KillAsync();
                await registry.DisposeAsync();
                registry = await StartAsync(data);
            }

            await publishing;
            await UntilAsync(() => Pairs().All(pair => receiver.Reached(pair.Workspace, pair.App) == EventsOfEach) || receiver.Faults.Any());
        }
        finally
        {
            await registry.DisposeAsync();
        }

        Assert.Empty(receiver.Faults);
        output.WriteLine($"3 kills, {Workspaces * EventsOfEach} events, {Workspaces * EventsOfEach * Apps.Length} deliveries, all in order; {receiver.Duplicates} of them came twice.");
    }

    private static IEnumerable<(string Workspace, string App)> Pairs() =>
        from workspace in Enumerable.Range(0, Workspaces)
        from app in Apps
        select ($"ws_{workspace}", app);

    private async Task<RegistryProcess> StartAsync(TempDirectory data)
    {
        var registry = await RegistryProcess.StartAsync(data.Path, "--Webhooks:AllowLoopbackHttp=true", "--Deliveries:SweepPeriod=00:00:01");
        Volatile.Write(ref address, registry.Address);
        return registry;
    }

    private async Task InstallAsync(string token, string url)
    {
        using var client = new RegistryClient(address, token);
        foreach (var app in Apps)
        {
            Assert.NotNull(await client.SendAsync(HttpMethod.Put, $"/v1/apps/{app}", new JsonObject
            {
                ["name"] = "Delivery test",
                ["developer"] = "dev_hooked",
                ["visibility"] = "private",
                ["workspaces"] = new JsonArray([.. Enumerable.Range(0, Workspaces).Select(workspace => (JsonNode)$"ws_{workspace}")]),
                ["scopes"] = new JsonArray(new JsonObject { ["id"] = "read_one_user_and_one_company", ["reason"] = "test" }),
                ["webhook"] = new JsonObject { ["url"] = url, ["topics"] = new JsonArray("company.created") },
            }));
        }

        foreach (var (workspace, app) in Pairs())
        {
            Assert.NotNull(await client.SendAsync(HttpMethod.Put, $"/v1/workspaces/{workspace}/installations/{app}", new JsonObject()));
        }
    }

    // One after the other in each workspace: an event is published only when the one before it is accepted.
    private async Task PublishAsync(string token, int workspace)
    {
        RegistryClient? client = null;
        for (var number = 1; number <= EventsOfEach;)
        {
            client ??= new(Volatile.Read(ref address), token);
            var answer = await client.SendAsync(HttpMethod.Post, $"/v1/workspaces/ws_{workspace}/events", new JsonObject
            {
                ["id"] = $"event-{number}",
                ["topic"] = "company.created",
                ["data"] = new JsonObject { ["type"] = "company", ["number"] = number },
            });
            if (answer is null)
            {
                // Published again under the same id, wherever the registry is by then.
                client.Dispose();
                client = null;
                await Task.Delay(50);
                continue;
            }

            Assert.Equal(Apps.Length, (int)answer["deliveries"]!);
            Interlocked.Increment(ref accepted[workspace]);
            number++;
        }

        client?.Dispose();
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(5));
        while (!condition())
        {
            await Task.Delay(20, limit.Token);
        }
    }
}
