using System.Diagnostics;

namespace Registry.Cluster.Tests;

/// <summary>The processes that live through a soak, and what they held all the time.</summary>
internal sealed class Survivors(params IEnumerable<ProgramProcess> programs) : IDisposable
{
    private readonly List<(VitalsProbe Probe, List<Vitals> Samples)> all = [.. programs.Select(program => (new VitalsProbe(program), new List<Vitals>()))];

    /// <summary>Takes samples until it is stopped, and a last one.</summary>
    public async Task WatchAsync(TimeSpan period, CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            foreach (var (probe, samples) in all)
            {
                Assert.False(probe.Program.HasExited, $"{probe.Program.Name} has ended although nothing was done to it.");
                samples.Add(await probe.TakeAsync(Stopwatch.GetElapsedTime(started)));
            }

            if (stop.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(period, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Fails where one has grown since it was warm, or has lost an exception.</summary>
    public void Demand(TimeSpan warmUp, ITestOutputHelper output)
    {
        List<string> faults = [];
        foreach (var (probe, samples) in all)
        {
            var warm = samples.Where(sample => sample.At >= warmUp).ToList();
            foreach (var allowance in Allowance.All)
            {
                var verdict = $"{probe.Program.Name}: {allowance.Describe(warm)}";
                output.WriteLine(verdict);
                if (!allowance.Covers(warm))
                {
                    faults.Add($"{verdict}: {string.Join(' ', samples.Select(allowance.Show))}");
                }
            }

            if (samples[^1].Unobserved > 0)
            {
                faults.Add($"{probe.Program.Name}: {samples[^1].Unobserved} exceptions that nobody observed");
            }

            if (samples[^1].NamesOfPeers is [var first, ..] names)
            {
                faults.Add($"{probe.Program.Name}: metrics have labels that there are more of with each process that starts, {names.Count} in all: {first}");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    public void Dispose() => all.ForEach(each => each.Probe.Dispose());
}
