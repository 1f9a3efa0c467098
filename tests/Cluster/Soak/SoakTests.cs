using System.Diagnostics;
using System.Globalization;
using Registry.Servers;

namespace Registry.Cluster.Tests;

/// <summary>
/// Traffic of all kinds and faults of all kinds for a long time: the processes that nothing is done to hold no more in the end
/// than when they were warm, no process logs what it should not, and every answer has an explanation. It lasts three minutes, or
/// as <c>REGISTRY_SOAK_MINUTES</c> says: an hour finds what leaks twenty times more slowly.
/// </summary>
[Collection(nameof(ProcessCollection))]
public sealed class SoakTests(ITestOutputHelper output)
{
    private const int Silos = 3;
    private const int Apis = 2;

    // Of the time; what is kept for a minute or so has come and gone by then.
    private const double WarmUp = 1.0 / 3;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(400);

    private static readonly TimeSpan Time = TimeSpan.FromMinutes(
        double.TryParse(Environment.GetEnvironmentVariable("REGISTRY_SOAK_MINUTES"), CultureInfo.InvariantCulture, out var minutes) ? minutes : 3);

    // As many samples of an hour as of three minutes would tell as much; more of them tell when something happened.
    private static readonly TimeSpan SamplePeriod = TimeSpan.FromSeconds(Math.Max(4, Time.TotalSeconds / 360));

    private static readonly KeyValuePair<string, string>[] Settings =
    [
        ProcessLog.AsJson,
        new("Webhooks:AllowLoopbackHttp", "true"),
        new("Webhooks:Timeout", "00:00:30"),
    ];

    private readonly int seed = StormOfCalls.Seed;

    [Fact]
    public async Task Cluster_UnderTrafficAndFaults_KeepsNothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "What a process holds is read from /proc.");
        output.WriteLine($"REGISTRY_STORM_SEED={seed}");
        await using var storage = await ClusterStorage.StartAsync("Postgres");
        await using var network = new FaultyProxy(storage.Port);
        await using var cluster = await ClusterOfProcesses.StartAsync(Silos, Apis, [.. storage.Settings(storage.Port), .. Settings], storage.Settings(network.Port));
        using var survivors = new Survivors(cluster.Silos[0].Program, cluster.Apis[0]);
        var storm = new StormOfCalls(cluster, seed, Pace);
        var badNetwork = new BadNetwork(network, storm.Recorder.Note, new Random(seed));
        var faults = new ClusterFaults(cluster, storage, storm.Recorder, new Random(seed))
        {
            Rest = TimeSpan.FromSeconds(5),
            Spared = [cluster.Silos[0].Program, cluster.Apis[0]],
            Others =
            [
                ("bad network before the storage", async () =>
                {
                    await badNetwork.HappenAsync();

                    // Nobody was killed meanwhile, so nobody may have ended.
                    await Task.WhenAll(cluster.Silos.Select(silo => silo.Program.WaitUntilReadyAsync()));
                }),
            ],
        };
        try
        {
            await RunAsync(cluster, storm, faults, survivors);
        }
        catch
        {
            output.WriteLine(cluster.Output(lines: 40));
            throw;
        }

        output.WriteLine(string.Join(", ", faults.Done.Select(kind => $"{kind.Value} × {kind.Key}")));
        Assert.Multiple(
            () => survivors.Demand(Time * WarmUp, output),
            () => ProcessLog.Demand(cluster.All, faults.Spared),
            () => StormVerdict.Demand(storm.Recorder, cluster, seed, output));
    }

    private async Task RunAsync(ClusterOfProcesses cluster, StormOfCalls storm, ClusterFaults faults, Survivors survivors)
    {
        await using var events = await SoakEvents.StartAsync(cluster, seed, Pace);
        await storm.RunAsync(async () =>
        {
            using var stop = new CancellationTokenSource();
            Task[] others = [.. events.Run(stop.Token), survivors.WatchAsync(SamplePeriod, stop.Token)];
            try
            {
                // What fails is not waited for until the time is over.
                await Task.WhenAny([faults.RunAsync(started => Stopwatch.GetElapsedTime(started) >= Time), .. others]).Unwrap();
            }
            finally
            {
                await stop.CancelAsync();
                await Task.WhenAll(others);
            }
        });
        await events.DemandAsync(output);
    }
}
