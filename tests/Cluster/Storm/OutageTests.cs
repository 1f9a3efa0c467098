using System.Diagnostics;

namespace Registry.Cluster.Tests;

/// <summary>What callers notice when a silo goes.</summary>
[Collection(nameof(ProcessCollection))]
public sealed class OutageTests(ITestOutputHelper output)
{
    private const int Silos = 3;
    private const int Apis = 2;

    // What has so little to do with the silo or API process that leaves, such as a storage that is slow for a moment on a machine
    // that has much else to do, does not count there.
    private static readonly string[] Patient = ["Cluster:LivenessLease=00:00:15", "Cluster:ProbePeriod=00:00:05"];

    public static IEnumerable<TheoryDataRow<string, string, string[]>> MembershipSettings =>
    [
        new("Postgres", "tuned", []),

        // To compare, when somebody asks for it: it takes a minute and shows nothing about the registry.
        new("Postgres", "Orleans' defaults", ["Cluster:ProbePeriod=00:00:10", "Cluster:MissedProbes=3"]) { Explicit = true },
        new("AzureTables", "tuned", []),
    ];

    [Theory]
    [MemberData(nameof(MembershipSettings))]
    public async Task KilledSilo_OneOfThree_LeavesEveryInstallationToTheOthers(string provider, string name, string[] settings)
    {
        await RunAsync(provider, settings, async (cluster, steady, _) =>
        {
            steady.Watch();
            var killed = Recorder.Now;
            await cluster.KillAsync(cluster.Silos[0]);
            await steady.UntilCalmAsync();
            output.WriteLine(
                $"{provider}, {name}: kill -9 of one of {Silos} silos: {steady.LongestOutage.TotalSeconds:0.0} s at most without a granted answer for one installation, "
                + $"{steady.LongestSilence(killed).TotalSeconds:0.00} s for all of them, {steady.Failures} failed checks of {steady.Failures + steady.Answers}, {steady.FailedChanges.Count} failed changes of {steady.FailedChanges.Count + steady.Changes}");
        });
    }

    [Theory]
    [InlineData("Postgres")]
    [InlineData("AzureTables")]
    public async Task DrainedSilos_OneAfterTheOther_FailNoCall(string provider)
    {
        await RunAsync(provider, Patient, async (cluster, steady, _) =>
        {
            steady.Watch();
            foreach (var silo in cluster.Silos.ToList())
            {
                await cluster.StartSiloAsync();
                var began = Recorder.Now;
                await cluster.DrainAsync(silo);
                await steady.UntilCalmAsync();
                output.WriteLine($"{provider}: drain of {silo.Program.Name}: {steady.LongestSilence(began).TotalSeconds:0.00} s at most without a granted answer, {steady.Failures} failed calls, {steady.Answers} granted, {steady.Changes} changes");
            }

            Assert.Empty(steady.FailedChanges);
            Assert.Equal(0, steady.Failures);
        });
    }

    // As an orchestrator does it: the process is told to stop, says that it is not ready, and is sent nothing more from then on.
    // Until then, and what is under way, is answered.
    [Fact]
    public async Task StoppedApi_WithCallsUnderWay_AnswersThem()
    {
        await RunAsync("Postgres", [.. Patient, "Server:DrainTime=00:00:10"], async (cluster, steady, clients) =>
        {
            steady.Watch();
            for (var round = 0; round < 2; round++)
            {
                var (leaving, staying) = (round % 2, (round + 1) % 2);
                var own = clients[leaving];
                var stopped = cluster.StopApiAsync(leaving);
                await Until.TrueAsync(async () => !await cluster.Apis[leaving].IsReadyAsync());
                clients[leaving] = clients[staying];
                await stopped;
                await steady.UntilCalmAsync();
                await cluster.StartApiAsync(leaving);
                clients[leaving] = own;
                await steady.UntilCalmAsync();
            }

            output.WriteLine($"SIGTERM of an API process: {steady.Failures} failed calls, {steady.Answers} granted, {steady.Changes} changes");
            Assert.Empty(steady.FailedChanges);
            Assert.Equal(0, steady.Failures);
        });
    }

    // There is nobody who could answer, and nobody who could notice: their connections are there as before.
    [Fact]
    public async Task PausedSilos_AllOfThem_KeepNoCallerWaitingForLong()
    {
        await RunAsync("Postgres", [], async (cluster, steady, clients) =>
        {
            foreach (var silo in cluster.Silos)
            {
                silo.Program.Pause();
            }

            // Whatever is known to be gone by then is not waited for at all.
            var installation = new StormScene().Installations[0];
            var times = await Task.WhenAll(
                TakeAsync("check", 4, () => clients[0].ReadAsync($"{installation.Path}/scopes/{StormScene.Scopes[0]}")),
                TakeAsync("installation", 6, () => clients[0].GetAsync(installation)),
                TakeAsync("list", 6, () => clients[0].ReadAsync("/v1/apps")),
                TakeAsync("change", 10, async () => new(default, await clients[0].ChangeAsync(installation, new InstallationCommand.Suspend("paused")) is ChangeOutcome<InstallationState>.Unknown ? 503 : 0, null)));
            output.WriteLine($"All silos paused: {string.Join(", ", times)}");
            foreach (var silo in cluster.Silos)
            {
                silo.Program.GoOn();
            }
        });
    }

    // It has nothing to send while the silos go, so nothing makes it look for others.
    [Fact]
    public async Task IdleApi_WhoseSilosWereAllReplaced_Answers()
    {
        await using var storage = await ClusterStorage.StartAsync("Postgres");
        await using var cluster = await ClusterOfProcesses.StartAsync(1, 1, storage.Settings(storage.Port));
        var (api, first) = (cluster.Apis[0], cluster.Silos[0]);
        await cluster.StartSiloAsync();
        await cluster.DrainAsync(first);
        await Until.TrueAsync(() => api.Output.Contains("Gateways to the cluster: 0", StringComparison.Ordinal));

        var client = new RecordingClient(api.Name, api.Address, cluster.Token, new());
        var began = Recorder.Now;
        await Until.TrueAsync(async () => (await client.GetAsync("app_0")).Status == 404);
        output.WriteLine($"Answers {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s after the first call");
    }

    private static async Task<string> TakeAsync(string what, double limit, Func<Task<Reply>> call)
    {
        // Time limits are looked at once a second, on a machine that has much else to do.
        const double Tolerance = 10;
        var began = Recorder.Now;
        var reply = await call();
        var taken = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Assert.True(reply.Status == 503, $"{what}: {reply}");
        Assert.True(taken < limit + Tolerance, $"{what} took {taken:0.0} s");
        return $"{what} {taken:0.0} s";
    }

    private async Task RunAsync(string provider, string[] settings, Func<ClusterOfProcesses, Steady, RecordingClient[], Task> happen)
    {
        await using var storage = await ClusterStorage.StartAsync(provider);
        await using var cluster = await ClusterOfProcesses.StartAsync(
            Silos, Apis, [.. storage.Settings(storage.Port), .. settings.Select(setting => setting.Split('=')).Select(pair => KeyValuePair.Create(pair[0], pair[1]))]);
        var recorder = new Recorder();
        var clients = cluster.Apis.Select(api => new RecordingClient(api.Name, api.Address, cluster.Token, recorder)).ToArray();
        var scene = new StormScene();
        await scene.RegisterAsync(clients[0]);
        foreach (var installation in scene.Installations)
        {
            Assert.IsType<ChangeOutcome<InstallationState>.Accepted>(
                await clients[0].ChangeAsync(installation, new InstallationCommand.Install(string.Join(' ', StormScene.Scopes))));
        }

        // Azurite looks at all rows for each of a change's many requests; busy with them, it keeps silos from renewing their leases.
        var steady = new Steady(scene, clients, changePace: provider == "AzureTables" ? TimeSpan.FromSeconds(15) : TimeSpan.FromSeconds(0.5));
        using var stop = new CancellationTokenSource();
        var asking = steady.RunAsync(stop.Token);
        try
        {
            await steady.UntilCalmAsync();
            await happen(cluster, steady, clients);
        }
        catch
        {
            output.WriteLine(recorder.Tail(20));
            output.WriteLine(cluster.Output(lines: 200));
            throw;
        }
        finally
        {
            await stop.CancelAsync();
            await asking;
        }
    }
}
