using System.Diagnostics;

namespace Registry.Cluster.Tests;

/// <summary>Does to the processes of a cluster what happens to processes, one thing after the other.</summary>
internal sealed class ClusterFaults(ClusterOfProcesses cluster, IClusterStorage storage, Recorder recorder, Random random)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>How long nothing happens between two faults.</summary>
    public TimeSpan Rest { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The processes that nothing is done to.</summary>
    public IReadOnlyList<ProgramProcess> Spared { get; init; } = [];

    /// <summary>What else happens.</summary>
    public IReadOnlyList<(string Name, Func<Task> Happen)> Others { get; init; } = [];

    /// <summary>How often each kind of fault happened.</summary>
    public Dictionary<string, int> Done { get; } = [];

    private List<SiloProcess> Silos => [.. cluster.Silos.Where(silo => !Spared.Contains(silo.Program))];

    /// <summary>Goes on until the time is over and every kind has happened.</summary>
    public async Task RunAsync(Func<long, bool> isOver)
    {
        var started = Stopwatch.GetTimestamp();
        (string Name, Func<Task> Happen)[] kinds =
            [("kill -9 of a silo", KillSiloAsync), ("pause of a silo", PauseSiloAsync), ("kill -9 of an API process", KillApiAsync), ("rolling restart", RollAsync), .. Others];
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
        foreach (var silo in Silos)
        {
            await StartSiloAsync();
            recorder.Note($"drain {silo.Program.Name}");
            await cluster.DrainAsync(silo);
            recorder.Note($"drained {silo.Program.Name}");
        }
    }

    private async Task KillApiAsync()
    {
        var apis = Enumerable.Range(0, cluster.Apis.Count).Where(number => !Spared.Contains(cluster.Apis[number])).ToList();
        var api = apis[random.Next(apis.Count)];
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

    private SiloProcess AnySilo()
    {
        var silos = Silos;
        return silos[random.Next(silos.Count)];
    }
}
