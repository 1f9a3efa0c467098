namespace Registry.Cluster.Tests;

/// <summary>Once a scope's revocation is acknowledged no event goes out any more, whichever process took it and whatever silo is gone.</summary>
[Collection(nameof(ProcessCollection))]
public sealed class SilenceTests(ITestOutputHelper output)
{
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
        var topic = new SwitchedTopic([first, second], receiver, workspaces);
        try
        {
            await topic.InstallAsync();
            var switching = Task.WhenAll(Enumerable.Range(0, workspaces).Select(workspace => Task.Run(() => SwitchAsync(topic, workspace, turns))));
            foreach (var share in new[] { 0.3, 0.6 })
            {
                await Until.TrueAsync(() => topic.Turns > share * workspaces * turns || switching.IsCompleted);
                await cluster.KillAsync(cluster.Silos[0]);
                await cluster.StartSiloAsync();
            }

            await switching;
            await topic.ArrivedAsync();
        }
        catch
        {
            output.WriteLine(cluster.Output(lines: 40));
            throw;
        }

        topic.Demand();
        output.WriteLine($"{provider}: {workspaces * turns} revocations, two silos killed: no event that was accepted after one of them went out.");
    }

    private static async Task SwitchAsync(SwitchedTopic topic, int workspace, int turns)
    {
        for (var turn = 0; turn < turns; turn++)
        {
            await topic.TurnAsync(workspace, SwitchedTopic.Scope);
        }
    }
}
