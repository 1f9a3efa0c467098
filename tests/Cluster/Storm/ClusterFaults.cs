using System.Diagnostics;

namespace Registry.Cluster.Tests;

/// <summary>Does to the processes of a cluster what happens to processes, one thing after the other.</summary>
internal sealed class ClusterFaults(ClusterOfProcesses cluster, IClusterStorage storage, Recorder recorder, Random random)
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>How often each kind of fault happened.</summary>
    public Dictionary<string, int> Done { get; } = [];

    /// <summary>Goes on until the time is over and every kind has happened.</summary>
    public async Task RunAsync(Func<long, bool> isOver)
    {
        var started = Stopwatch.GetTimestamp();
        (string Name, Func<Task> Happen)[] kinds =
            [("kill -9 of a silo", KillSiloAsync), ("pause of a silo", PauseSiloAsync), ("kill -9 of an API process", KillApiAsync), ("rolling restart", RollAsync)];
        while (Done.Count < kinds.Length || !isOver(started))
        {
            random.Shuffle(kinds);
            foreach (var (name, happen) in kinds.TakeWhile(_ => Done.Count < kinds.Length || !isOver(started)))
            {
                await Pause.AboutAsync(Rest, random, CancellationToken.None);
                await happen();
                Done[name] = Done.GetValueOrDefault(name) + 1;
            }
        }
    }

    private async Task KillSiloAsync()
    {
        var silo = AnySilo();
        recorder.Note($"kill -9 {silo.Program.Name}");
        await cluster.KillAsync(silo);
        await StartSiloAsync();
    }

    private async Task RollAsync()
    {
        foreach (var silo in cluster.Silos.ToList())
        {
            await StartSiloAsync();
            recorder.Note($"drain {silo.Program.Name}");
            await cluster.DrainAsync(silo);
            recorder.Note($"drained {silo.Program.Name}");
        }
    }

    private async Task KillApiAsync()
    {
        var api = random.Next(cluster.Apis.Count);
        recorder.Note($"kill -9 {cluster.Apis[api].Name}");
        await cluster.ReplaceApiAsync(api);
        recorder.Note($"ready {cluster.Apis[api].Name}");
    }

    // It goes on in the belief that it is part of the cluster, while others answer for its installations already.
    private async Task PauseSiloAsync()
    {
        var silo = AnySilo();
        recorder.Note($"pause {silo.Program.Name}");
        silo.Program.Pause();
        try
        {
            await UntilDeclaredDeadAsync(silo);

            // For as long as the others need to have taken over, or not quite.
            await Pause.AboutAsync(Rest, random, CancellationToken.None);
        }
        finally
        {
            recorder.Note($"go on {silo.Program.Name}");
            silo.Program.GoOn();
        }

        await silo.Program.WaitForExitAsync();
        recorder.Note($"ended {silo.Program.Name}");
        cluster.Forget(silo);
        await StartSiloAsync();
    }

    private async Task UntilDeclaredDeadAsync(SiloProcess silo)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await storage.IsDeclaredDeadAsync(silo.Port))
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Limit, $"{silo.Program.Name} is paused and nobody declares it dead");
            await Task.Delay(50);
        }
    }

    private async Task StartSiloAsync()
    {
        var silo = await cluster.StartSiloAsync();
        recorder.Note($"ready {silo.Program.Name}");
    }

    private SiloProcess AnySilo() => cluster.Silos[random.Next(cluster.Silos.Count)];
}
