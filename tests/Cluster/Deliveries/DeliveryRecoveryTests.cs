using Registry.Servers;

namespace Registry.Cluster.Tests;

/// <summary>Every accepted event arrives, in order, whenever a process ends.</summary>
[Collection(nameof(ProcessCollection))]
public sealed class DeliveryRecoveryTests(ITestOutputHelper output)
{
    // What was delivered is noted page by page: so much of each queue is repeated at most when its process is killed.
    private const int QueuePage = 32;

    // What a slow machine takes longer for is repeated too, and would be counted with the others.
    private const string Patience = "00:00:30";

    private Uri address = null!;

    [Fact]
    public async Task Kill_InAStreamOfEvents_DeliversEachInOrder()
    {
        using var data = new TempDirectory();
        await using var receiver = await OrderedReceiver.StartAsync();
        var stream = new EventStream(10, 1000, await RegistryProcess.CreateTokenAsync(data.Path, "--role", "operator"), () => Volatile.Read(ref address));
        var registry = await StartAsync(data);
        try
        {
            await stream.InstallAsync(receiver.Url);
            var publishing = stream.PublishAsync();
            foreach (var share in new[] { 0.2, 0.5, 0.8 })
            {
                await stream.ReachedAsync(share, publishing);
                await registry.KillAsync();
                await registry.DisposeAsync();
                registry = await StartAsync(data);
            }

            await publishing;
            await stream.ArrivedAsync(receiver);
        }
        finally
        {
            await registry.DisposeAsync();
        }

        Report("SQLite, one process, 3 kills", stream, receiver, kills: 3);
    }

    // Azurite looks at all rows for each call, so there it is a small stream.
    [Theory]
    [InlineData("Postgres", 5, 300)]
    [InlineData("AzureTables", 2, 40)]
    public async Task KillOfASilo_InAStreamOfEvents_DeliversEachInOrder(string provider, int workspaces, int eventsOfEach)
    {
        await using var storage = await ClusterStorage.StartAsync(provider);
        await using var receiver = await OrderedReceiver.StartAsync();
        await using var cluster = await ClusterOfProcesses.StartAsync(2, 1, [.. storage.Settings(storage.Port), new("Webhooks:AllowLoopbackHttp", "true"), new("Webhooks:Timeout", Patience)]);
        var stream = new EventStream(workspaces, eventsOfEach, cluster.Token, () => cluster.Apis[0].Address);
        try
        {
            await stream.InstallAsync(receiver.Url);
            var publishing = stream.PublishAsync();
            await stream.ReachedAsync(0.3, publishing);
            await cluster.KillAsync(cluster.Silos[0]);
            await cluster.StartSiloAsync();
            await stream.ReachedAsync(0.7, publishing);
            await cluster.DrainAsync(cluster.Silos[0]);
            await publishing;
            await stream.ArrivedAsync(receiver);
        }
        catch
        {
            output.WriteLine(cluster.Output(lines: 40));
            throw;
        }

        Report($"{provider}, two silos, one killed, one drained", stream, receiver, kills: 1);
    }

    private void Report(string what, EventStream stream, OrderedReceiver receiver, int kills)
    {
        Assert.Empty(receiver.Faults);
        output.WriteLine($"{what}: {stream.Events} events, {stream.Deliveries} deliveries, all in order; {receiver.Duplicates} of them came twice.");
        Assert.InRange(receiver.Duplicates, 0, kills * stream.Queues * QueuePage);
    }

    private async Task<RegistryProcess> StartAsync(TempDirectory data)
    {
        var registry = await RegistryProcess.StartAsync(data.Path, "--Webhooks:AllowLoopbackHttp=true", $"--Webhooks:Timeout={Patience}");
        Volatile.Write(ref address, registry.Address);
        return registry;
    }
}
