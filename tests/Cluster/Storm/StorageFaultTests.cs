using System.Diagnostics;
using Registry.Servers;

namespace Registry.Cluster.Tests;

/// <summary>The storage fails in every way it can, under a stream of calls, and everything that callers saw still has an explanation.</summary>
[Collection(nameof(ProcessCollection))]
public sealed class StorageFaultTests(ITestOutputHelper output)
{
    private const int Silos = 3;
    private const int Apis = 2;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    private readonly int seed = StormOfCalls.Seed;

    [Fact]
    public async Task AzureTables_FailingInEveryWay_LosesNothingAndShowsNothingOld()
    {
        await using var storage = await ClusterStorage.StartAsync("AzureTables");
        await using var proxy = new FaultyHttpProxy(storage.Port, seed);
        await RunAsync(storage, proxy.Port, TimeSpan.FromMilliseconds(900), async random =>
        {
            foreach (var fault in Shuffled(Enum.GetValues<HttpFault>(), random))
            {
                (proxy.Share, proxy.Fault) = (0.1 + (random.NextDouble() * 0.4), fault);
                await Pause.AboutAsync(Rest, random, CancellationToken.None);
                proxy.Fault = HttpFault.None;
                await Pause.AboutAsync(Rest, random, CancellationToken.None);
            }
        });

        output.WriteLine(string.Join(", ", proxy.Done.OrderBy(fault => fault.Key).Select(fault => $"{fault.Value} × {fault.Key}")));
        Assert.Equal(Enum.GetValues<HttpFault>().Order(), proxy.Done.Keys.Order());
    }

    // SoakTests do this, too, and more besides.
    [Fact(Explicit = true)]
    public async Task Postgres_BehindABadNetwork_LosesNothingAndShowsNothingOld()
    {
        await using var storage = await ClusterStorage.StartAsync("Postgres");
        await using var proxy = new FaultyProxy(storage.Port);
        await RunAsync(storage, proxy.Port, TimeSpan.FromMilliseconds(400), random => new BadNetwork(proxy, _ => { }, random).HappenAsync());
    }

    private async Task RunAsync(IClusterStorage storage, int port, TimeSpan pace, Func<Random, Task> allFaults)
    {
        output.WriteLine($"REGISTRY_STORM_SEED={seed}");
        var random = new Random(seed);
        await using var cluster = await ClusterOfProcesses.StartAsync(Silos, Apis, storage.Settings(storage.Port), storage.Settings(port));
        var storm = new StormOfCalls(cluster, seed, pace);
        try
        {
            await storm.RunAsync(async () =>
            {
                var started = Stopwatch.GetTimestamp();
                do
                {
                    await allFaults(random);
                }
                while (!storm.IsOver(started));
            });
        }
        catch
        {
            output.WriteLine(cluster.Output(lines: 40));
            throw;
        }

        // Nobody was killed, so nobody may have ended.
        await Task.WhenAll(cluster.Silos.Select(silo => silo.Program.WaitUntilReadyAsync()));
        StormVerdict.Demand(storm.Recorder, cluster, seed, output);
    }

    private static T[] Shuffled<T>(T[] faults, Random random)
    {
        random.Shuffle(faults);
        return faults;
    }
}
