using System.Text.Json.Nodes;
using Registry.Servers;

namespace Registry.Cluster.Tests;

/// <summary>Nothing acknowledged is lost when the process ends, whichever way.</summary>
[Collection(nameof(ProcessCollection))]
public sealed class RecoveryTests(ITestOutputHelper output)
{
    private const int Workspaces = 6;

    private const int Apps = 2;

    private readonly InstallationWriter[] writers =
        [.. Enumerable.Range(0, Workspaces * Apps).Select(number => new InstallationWriter($"ws_{number % Workspaces}", $"app_{number / Workspaces}", seed: number))];

    [Fact]
    public async Task Kill_InAStreamOfChanges_LosesNothingAcknowledged()
    {
        const int Kills = 8;
        using var data = new TempDirectory();
        var token = await RegistryProcess.CreateTokenAsync(data.Path, "--role", "operator");
        for (var kill = 0; kill < Kills; kill++)
        {
            await RunAsync(data, token, afterKill: true, registry => registry.KillAsync());
        }

        await VerifyAsync(data, token, afterKill: true);
        output.WriteLine($"{Kills} kills, {writers.Sum(writer => writer.Changes)} acknowledged changes, none lost.");
    }

    [Fact]
    public async Task Stop_InAStreamOfChanges_AnswersWhatItHasBegun()
    {
        const int Stops = 2;
        using var data = new TempDirectory();
        var token = await RegistryProcess.CreateTokenAsync(data.Path, "--role", "operator");
        for (var stop = 0; stop < Stops; stop++)
        {
            await RunAsync(data, token, afterKill: false, async registry => Assert.Equal(0, await registry.StopAsync()));
        }

        await VerifyAsync(data, token, afterKill: false);
    }

    // Starts the registry, compares it with what was acknowledged before, and ends it in a stream of changes.
    private async Task RunAsync(TempDirectory data, string token, bool afterKill, Func<RegistryProcess, Task> end)
    {
        await using var registry = await RegistryProcess.StartAsync(data.Path);
        using var client = new RegistryClient(registry.Address, token);
        await RegisterAppsAsync(client);
        await VerifyAsync(client, afterKill);

        var before = writers.Sum(writer => writer.Changes);
        var stream = Task.WhenAll(writers.Select(writer => writer.RunAsync(client)));
        while (!stream.IsCompleted && writers.Sum(writer => writer.Changes) - before < 50)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        // A moment that has nothing to do with what is being written.
        await Task.Delay(Random.Shared.Next(50), TestContext.Current.CancellationToken);
        Assert.False(stream.IsCompleted, stream.Exception?.ToString());
        await end(registry);
        await stream;
    }

    private static async Task RegisterAppsAsync(RegistryClient client)
    {
        for (var app = 0; app < Apps; app++)
        {
            Assert.NotNull(await client.SendAsync(HttpMethod.Put, $"/v1/apps/app_{app}", new JsonObject
            {
                ["name"] = "Recovery test",
                ["developer"] = "dev_recovery",
                ["visibility"] = "private",
                ["workspaces"] = new JsonArray([.. Enumerable.Range(0, Workspaces).Select(workspace => (JsonNode)$"ws_{workspace}")]),
                ["scopes"] = new JsonArray([.. InstallationWriter.Scopes.Select(scope => new JsonObject { ["id"] = scope, ["reason"] = "test" })]),
            }));
        }
    }

    private async Task VerifyAsync(TempDirectory data, string token, bool afterKill)
    {
        await using var registry = await RegistryProcess.StartAsync(data.Path);
        using var client = new RegistryClient(registry.Address, token);
        await VerifyAsync(client, afterKill);
    }

    // Every installation is as acknowledged, and every index row agrees with its grain, by workspace and by app.
    private async Task VerifyAsync(RegistryClient client, bool afterKill)
    {
        // Lists first, before reads of the installations themselves could have brought their rows up to date.
        var byWorkspace = await ListAsync(client, Enumerable.Range(0, Workspaces).Select(workspace => $"/v1/workspaces/ws_{workspace}/installations"));
        var byApp = await ListAsync(client, Enumerable.Range(0, Apps).Select(app => $"/v1/apps/app_{app}/installations"));

        await Task.WhenAll(writers.Select(writer => writer.VerifyAsync(client, afterKill)));
        var installed = writers.Where(writer => writer.Acknowledged.Revision > 0).ToArray();
        foreach (var rows in new[] { byWorkspace, byApp })
        {
            Assert.Equal(installed.Select(writer => writer.Path).Order(), rows.Keys.Order());
            foreach (var writer in installed)
            {
                Assert.True(JsonNode.DeepEquals(await client.GetAsync(writer.Path), rows[writer.Path]), writer.Path);
            }
        }
    }

    private static async Task<Dictionary<string, JsonObject>> ListAsync(RegistryClient client, IEnumerable<string> lists)
    {
        List<JsonObject> rows = [];
        foreach (var list in lists)
        {
            rows.AddRange(await client.ListAsync(list));
            rows.AddRange(await client.ListAsync($"{list}?status=uninstalled"));
        }

        return rows.ToDictionary(row => $"/v1/workspaces/{row["workspace"]}/installations/{row["app"]}");
    }
}
