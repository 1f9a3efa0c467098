using System.Text.Json.Nodes;
using Registry.Servers;

namespace Registry.Cluster.Tests;

/// <summary>What has failed is sent again, each in order, whenever a process ends.</summary>
[Collection(nameof(ProcessCollection))]
public sealed class ReplayRecoveryTests(ITestOutputHelper output)
{
    // So much is repeated at most after a crash: a page of each replay, and one of each queue.
    private const int ReplayPage = 50;
    private const int QueuePage = 32;

    // Longer than publishing takes: until then the first notification of each installation is under way, and the others wait.
    private const string Patience = "00:00:30";

    private Uri address = null!;

    [Fact]
    public async Task Kill_InTheMiddleOfReplays_SendsEachAgainInOrder()
    {
        const int Workspaces = 10;
        using var data = new TempDirectory();
        await using var receiver = await OrderedReceiver.StartAsync();
        var token = await RegistryProcess.CreateTokenAsync(data.Path, "--role", "operator");
        var stream = new EventStream(Workspaces, 100, token, () => Volatile.Read(ref address));
        var registry = await StartAsync(data);
        try
        {
            await FailAsync(stream, receiver, token);
            await StartReplaysAsync(stream, token);
            await registry.KillAsync();
            await registry.DisposeAsync();
            registry = await StartAsync(data);

            // Nobody asks for them.
            await stream.ArrivedAsync(receiver);
            await CompletedAsync(stream, token);
        }
        finally
        {
            await registry.DisposeAsync();
        }

        Report("SQLite, one process, killed once", stream, receiver, EventStream.Apps.Length * (ReplayPage + (Workspaces * QueuePage)));
    }

    [Fact]
    public async Task KillOfEachSilo_InTheMiddleOfReplays_GoesOnElsewhere()
    {
        const int Workspaces = 5;
        await using var storage = await ClusterStorage.StartAsync("Postgres");
        await using var receiver = await OrderedReceiver.StartAsync();
        await using var cluster = await ClusterOfProcesses.StartAsync(
            2, 1, [.. storage.Settings(storage.Port), new("Webhooks:AllowLoopbackHttp", "true"), new("Webhooks:Timeout", Patience)]);
        address = cluster.Apis[0].Address;
        var stream = new EventStream(Workspaces, 200, cluster.Token, () => address);
        try
        {
            await FailAsync(stream, receiver, cluster.Token);
            await StartReplaysAsync(stream, cluster.Token);
            await cluster.KillAsync(cluster.Silos[0]);
            await cluster.StartSiloAsync();
            await cluster.KillAsync(cluster.Silos[0]);
            await stream.ArrivedAsync(receiver);
            await CompletedAsync(stream, cluster.Token);
        }
        catch
        {
            output.WriteLine(cluster.Output(lines: 40));
            throw;
        }

        Report("Postgres, both silos killed, one after the other", stream, receiver, 2 * EventStream.Apps.Length * (ReplayPage + (Workspaces * QueuePage)));
    }

    private async Task<RegistryProcess> StartAsync(TempDirectory data)
    {
        var registry = await RegistryProcess.StartAsync(data.Path, "--Webhooks:AllowLoopbackHttp=true", $"--Webhooks:Timeout={Patience}");
        Volatile.Write(ref address, registry.Address);
        return registry;
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        while (!await condition())
        {
            await Task.Delay(20, limit.Token);
        }
    }

    // All of them: the endpoint is gone when the last one is published. Afterwards it works.
    private async Task FailAsync(EventStream stream, OrderedReceiver receiver, string token)
    {
        var refusal = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        await stream.InstallAsync(receiver.Url);
        receiver.Refusal = refusal.Task;
        await stream.PublishAsync();
        refusal.SetResult(410);
        using var client = new RegistryClient(address, token);
        foreach (var app in EventStream.Apps)
        {
            await UntilAsync(async () => (await client.ListAsync($"/v1/apps/{app}/deliveries?status=failed&topic=company.created")).Count == stream.Events);
        }

        receiver.Refusal = null;
        await stream.SetEndpointAsync(receiver.Url);
    }

    /// <summary>Returns when both have come some way, and none to the end.</summary>
    private async Task StartReplaysAsync(EventStream stream, string token)
    {
        using var client = new RegistryClient(address, token);
        foreach (var app in EventStream.Apps)
        {
            Assert.NotNull(await client.SendAsync(HttpMethod.Post, $"/v1/apps/{app}/replays", new JsonObject { ["since"] = "2020-01-01T00:00:00Z", ["topic"] = "company.created" }));
        }

        var jobs = new JsonObject[EventStream.Apps.Length];
        await UntilAsync(async () =>
        {
            jobs = await Task.WhenAll(EventStream.Apps.Select(app => client.GetAsync($"/v1/apps/{app}/replays/1")));
            return jobs.All(job => (int)job["replayed"]! > 0);
        });
        Assert.All(jobs, job => Assert.Equal("running", (string?)job["status"]));
        output.WriteLine($"Killed at {string.Join(" and ", jobs.Select(job => $"{job["replayed"]} of {job["total"]}"))}; {stream.Events} have failed.");
    }

    private async Task CompletedAsync(EventStream stream, string token)
    {
        using var client = new RegistryClient(address, token);
        foreach (var app in EventStream.Apps)
        {
            JsonObject? job = null;
            await UntilAsync(async () => (string?)(job = await client.SendAsync(HttpMethod.Get, $"/v1/apps/{app}/replays/1"))?["status"] == "completed");
            Assert.Equal((stream.Events, stream.Events, 0), ((int)job!["total"]!, (int)job["replayed"]!, (int)job["skipped"]!));
        }
    }

    private void Report(string what, EventStream stream, OrderedReceiver receiver, int mostDuplicates)
    {
        output.WriteLine($"{what}: {stream.Deliveries} failed deliveries replayed, {receiver.Duplicates} came more than once.");
        Assert.Empty(receiver.Faults);
        Assert.InRange(receiver.Duplicates, 0, mostDuplicates);
    }
}
