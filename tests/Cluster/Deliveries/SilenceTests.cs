using System.Text.Json.Nodes;

namespace Registry.Cluster.Tests;

/// <summary>Once a scope's revocation is acknowledged no event goes out any more, whichever process took it and whatever silo is gone.</summary>
[Collection(nameof(ProcessCollection))]
public sealed class SilenceTests(ITestOutputHelper output)
{
    private const string App = "hooked";
    private const string Scope = "read_one_user_and_one_company";

    // Azurite looks at all rows for each call, so there it is a small stream.
    [Theory]
    [InlineData("Postgres", 4, 15)]
    [InlineData("AzureTables", 2, 6)]
    public async Task Revoke_WhileSilosGo_EndsTheTopicEverywhereAtOnce(string provider, int workspaces, int turns)
    {
        await using var storage = await ClusterStorage.StartAsync(provider);
        await using var receiver = await OrderedReceiver.StartAsync();
        await using var cluster = await ClusterOfProcesses.StartAsync(3, 2, [.. storage.Settings(storage.Port), new("Webhooks:AllowLoopbackHttp", "true")]);
        using var first = new RegistryClient(cluster.Apis[0].Address, cluster.Token);
        using var second = new RegistryClient(cluster.Apis[1].Address, cluster.Token);
        try
        {
            await InstallAsync(first, receiver.Url, workspaces);
            var done = 0;
            var switching = Task.WhenAll(Enumerable.Range(0, workspaces).Select(workspace => Task.Run(() => SwitchAsync([first, second], workspace, turns, () => Interlocked.Increment(ref done)))));
            foreach (var share in new[] { 0.3, 0.6 })
            {
                await Until.TrueAsync(() => Volatile.Read(ref done) > share * workspaces * turns || switching.IsCompleted);
                await cluster.KillAsync(cluster.Silos[0]);
                await cluster.StartSiloAsync();
            }

            await switching;
            await Until.TrueAsync(() => Enumerable.Range(0, workspaces).All(workspace => receiver.Last($"ws_{workspace}", App) == 2 * turns));
        }
        catch
        {
            output.WriteLine(cluster.Output(lines: 40));
            throw;
        }

        for (var workspace = 0; workspace < workspaces; workspace++)
        {
            var numbers = receiver.Numbers($"ws_{workspace}", App);
            Assert.DoesNotContain(numbers, number => number % 2 == 1);
            Assert.Equal(numbers.Distinct(), numbers.Distinct().Order());
        }

        output.WriteLine($"{provider}: {workspaces * turns} revocations, two silos killed: no event that was accepted after one of them went out.");
    }

    // Odd numbers are published while the scope is revoked, even ones while it is granted; each change through another process than the event after it.
    private static async Task SwitchAsync(RegistryClient[] clients, int workspace, int turns, Action turned)
    {
        var scope = $"/v1/workspaces/ws_{workspace}/installations/{App}/scopes/{Scope}";
        for (var turn = 0; turn < turns; turn++)
        {
            var (one, other) = (clients[turn % 2], clients[1 - (turn % 2)]);
            await InsistAsync(one, HttpMethod.Delete, scope);
            Assert.Equal(0, await PublishAsync(other, workspace, (2 * turn) + 1));
            await InsistAsync(other, HttpMethod.Put, scope);
            Assert.Equal(1, await PublishAsync(one, workspace, (2 * turn) + 2));
            turned();
        }
    }

    private static async Task<int> PublishAsync(RegistryClient client, int workspace, int number) =>
        (int)(await InsistAsync(client, HttpMethod.Post, $"/v1/workspaces/ws_{workspace}/events", new JsonObject
        {
            ["id"] = $"event-{number}",
            ["topic"] = "company.created",
            ["data"] = new JsonObject { ["type"] = "company", ["number"] = number },
        }))["deliveries"]!;

    private static async Task InstallAsync(RegistryClient client, string url, int workspaces)
    {
        await InsistAsync(client, HttpMethod.Put, $"/v1/apps/{App}", new JsonObject
        {
            ["name"] = "Silence test",
            ["developer"] = "dev_hooked",
            ["visibility"] = "private",
            ["workspaces"] = new JsonArray([.. Enumerable.Range(0, workspaces).Select(workspace => (JsonNode)$"ws_{workspace}")]),
            ["scopes"] = new JsonArray(new JsonObject { ["id"] = Scope, ["reason"] = "test" }),
            ["webhook"] = new JsonObject { ["url"] = url, ["topics"] = new JsonArray("company.created") },
        });
        for (var workspace = 0; workspace < workspaces; workspace++)
        {
            await InsistAsync(client, HttpMethod.Put, $"/v1/workspaces/ws_{workspace}/installations/{App}", new JsonObject());
        }
    }

    // What gets no answer is done again: all of it may be repeated.
    private static async Task<JsonObject> InsistAsync(RegistryClient client, HttpMethod method, string path, JsonObject? body = null)
    {
        JsonObject? answer = null;
        await Until.TrueAsync(async () => (answer = await client.SendAsync(method, path, body?.DeepClone())) is not null);
        return answer!;
    }
}
